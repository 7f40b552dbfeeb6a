import { ReleaseError } from "@convoy/core";
import { inOrder } from "../in-order.ts";
import { chooseRemote, readRemotes } from "./choose-remote.ts";
import { headBranch } from "./adopt.ts";
import type { Clone } from "./clone.ts";
import { localRefs, peeledAt, remoteRefs } from "./read-refs.ts";
import { branchRef, tagRef, type PreparedRefs } from "./refs.ts";

/** What another tool, such as `nx release`, says that it has made for a release. */
export interface MadeByOthers {
  /** HEAD is a commit of its own, which changed the versions. */
  readonly commit: boolean;
  /** Names of tags. Those that do not stand at HEAD in this clone are not its, and are passed over. */
  readonly tags: readonly string[];
}

/** Finds them, as refs that `retract` can take back. Reads only. Throws `GIT_NOT_MADE` where HEAD is no such commit. */
export async function findMade(
  clone: Clone,
  made: MadeByOthers & { readonly remote?: string | undefined },
): Promise<PreparedRefs> {
  const [parents, branch, remotes, here] = await inOrder([
    clone.run(["rev-list", "--parents", "--max-count=1", "HEAD"]),
    headBranch(clone),
    readRemotes(clone),
    localRefs(clone),
  ]);
  const [head = "", parent, ...more] = parents.trim().split(" ");
  if (made.commit && (parent === undefined || more.length > 0)) throw notMade(head);
  const remote = chooseRemote(remotes, branch, made.remote);
  const there = remote === null ? here : await remoteRefs(clone, remote);
  const standing = made.tags.filter((tag) => peeledAt(here, tagRef(tag)) === head);
  return {
    base: made.commit && parent !== undefined ? parent : head,
    commit: head,
    branch,
    remote,
    remoteBranch: branch === null ? null : (there.get(branchRef(branch)) ?? null),
    tags: Object.fromEntries(standing.map((tag) => [tag, here.get(tagRef(tag)) ?? ""])),
  };
}

function notMade(head: string): ReleaseError {
  return new ReleaseError(
    "GIT_NOT_MADE",
    `HEAD, ${head.slice(0, 12)}, is no commit of one tool on top of one other`,
    {
      hint: "Release from a branch whose last commit is the one that changed the versions.",
    },
  );
}
