import { ReleaseError, type ErrorDocument } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { fetchObjects, isAncestor, missingObjects } from "./history.ts";
import { updateLocalRefs, type LocalUpdate } from "./local-refs.ts";
import { moveTree } from "./move-tree.ts";
import { underMarker } from "./own-locks.ts";
import { inOrder } from "../in-order.ts";
import { localRefs, peeledAt } from "./read-refs.ts";
import { branchRef, movedBranch, tagRef, type PreparedRefs, type RefMap } from "./refs.ts";

export interface Adopting {
  readonly onNote: (note: ErrorDocument) => void;
  /** Other refs of the clone that change in the same transaction. */
  readonly also?: readonly LocalUpdate[];
  /** The objects of the release are in this clone. Without it, that is looked at. */
  readonly hasObjects?: boolean;
}

/**
 * Moves tags, branch, index and working tree of this clone to what was pushed. The refs come last: a clone whose
 * refs are at the release has its index there too. Idempotent.
 *
 * Throws, when all else is done, `GIT_BRANCH_MOVED` or `GIT_TAG_EXISTS` for what somebody changed meanwhile.
 */
export async function adopt(
  clone: Clone,
  refs: PreparedRefs,
  { onNote, also = [], hasObjects = false }: Adopting,
): Promise<void> {
  const branch = movedBranch(refs);
  const [, here, head] = await inOrder([
    hasObjects ? undefined : fetchMissing(clone, refs),
    localRefs(clone),
    branch === null ? undefined : headRef(clone),
  ]);
  const tip = branch === null ? undefined : here.get(branch);
  const behind =
    branch !== null &&
    (tip === undefined || tip === refs.base || (await isAncestor(clone, tip, refs.commit)));
  const locking = {
    refs: [
      ...Object.keys(refs.tags).map(tagRef),
      ...(branch === null ? [] : [branch]),
      ...also.map(({ ref }) => ref),
    ],
    onNote,
  };
  await underMarker(clone, locking, async () => {
    if (behind && tip !== undefined && head === branch) await moveTree(clone, tip, refs.commit);
    const moves: LocalUpdate[] =
      behind && tip !== refs.commit ? [{ ref: branch, from: tip ?? null, to: refs.commit }] : [];
    await updateLocalRefs(clone, [...moves, ...missingTags(refs, here), ...also], "release");
  });
  if (branch !== null && !behind && tip !== undefined && !(await isAncestor(clone, refs.commit, tip)))
    throw branchMoved(refs);
  refuseForeign(refs, here);
}

/** The ref that HEAD is on; an empty string on a detached HEAD. */
export async function headRef(clone: Clone): Promise<string> {
  return (await clone.ask(["symbolic-ref", "--quiet", "HEAD"])).stdout.trim();
}

/** The branch that HEAD is on, without `refs/heads/`; null on a detached HEAD. */
export async function headBranch(clone: Clone): Promise<string | null> {
  const ref = await headRef(clone);
  return ref.startsWith(branchRef("")) ? ref.slice(branchRef("").length) : null;
}

/** On another machine than the one that pushed, the objects are on the remote only. */
async function fetchMissing(clone: Clone, refs: PreparedRefs): Promise<void> {
  if (refs.remote === null) return;
  const missing = new Set(await missingObjects(clone, [refs.commit, ...Object.values(refs.tags)]));
  const tags = Object.entries(refs.tags).filter(([, id]) => missing.has(id));
  const branch = missing.has(refs.commit) && refs.branch !== null ? [branchRef(refs.branch)] : [];
  const wanted = [...branch, ...tags.map(([tag]) => tagRef(tag))];
  if (wanted.length > 0) await fetchObjects(clone, refs.remote, { refs: wanted });
}

function missingTags(refs: PreparedRefs, here: RefMap): readonly LocalUpdate[] {
  return Object.entries(refs.tags)
    .filter(([tag]) => !here.has(tagRef(tag)))
    .map(([tag, to]) => ({ ref: tagRef(tag), from: null, to }));
}

function refuseForeign(refs: PreparedRefs, here: RefMap): void {
  const foreign = Object.keys(refs.tags).filter(
    (tag) => here.has(tagRef(tag)) && peeledAt(here, tagRef(tag)) !== refs.commit,
  );
  if (foreign.length === 0) return;
  throw new ReleaseError(
    "GIT_TAG_EXISTS",
    `this clone has other tags of the same name: ${foreign.slice(0, 5).join(", ")}`,
    {
      hint: "Delete them with `git tag -d TAG` and fetch the right ones with `git fetch --tags`.",
    },
  );
}

function branchMoved(refs: PreparedRefs): ReleaseError {
  return new ReleaseError(
    "GIT_BRANCH_MOVED",
    `${refs.branch} of this clone has commits that are not in the release`,
    {
      hint: `The release is on ${refs.remote ?? "that branch"}. Run \`git pull --rebase\`.`,
    },
  );
}
