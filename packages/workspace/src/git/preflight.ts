import { ReleaseError } from "@convoy/core";
import { inOrder } from "../in-order.ts";
import { chooseRemote, readRemotes } from "./choose-remote.ts";
import type { Clone } from "./clone.ts";
import { isAncestor } from "./history.ts";
import { localRefs, peeledAt, remoteRefs } from "./read-refs.ts";
import { readStatus, refuseUnfinished, type TreeStatus } from "./read-status.ts";
import { checkTagNames } from "./ref-name.ts";
import { branchRef, tagRef, type RefMap, type StartedFrom } from "./refs.ts";

export interface PreflightRequest {
  readonly tags: readonly string[];
  /** The release makes a commit. Without one it only tags HEAD. */
  readonly commits: boolean;
  readonly remote?: string | undefined;
}

/** What this clone is, as preflight judges it. */
export interface CloneState {
  readonly status: TreeStatus;
  readonly remote: string | null;
  readonly local: RefMap;
}

export interface GitState extends CloneState {
  /** The refs of the remote; without one, those of the clone. */
  readonly there: RefMap;
}

type StateRequest = Pick<PreflightRequest, "commits" | "remote">;

/** Throws what makes a release impossible whatever its tags are. The remote is asked once. */
export async function readState(clone: Clone, request: StateRequest): Promise<GitState> {
  const here = await readHere(clone, request);
  const { remote, local } = here;
  return { ...here, there: remote === null ? local : await remoteRefs(clone, remote) };
}

/** The same without the remote. `detachedFits`: another branch takes the release commit. */
export async function readHere(
  clone: Clone,
  { commits, remote: wanted, detachedFits = false }: StateRequest & { readonly detachedFits?: boolean },
): Promise<CloneState> {
  const [status, , remotes, local] = await inOrder([
    readCleanStatus(clone, commits),
    clone.committer(),
    readRemotes(clone),
    localRefs(clone),
  ]);
  if (commits && !detachedFits) refuseDetached(status);
  return { status, remote: chooseRemote(remotes, status.branch, wanted), local };
}

/** Refuses what would make the commit point fail. Nothing changes anywhere. `ahead`: the state is being read already. */
export async function preflight(
  clone: Clone,
  request: PreflightRequest,
  ahead: Promise<GitState> | undefined,
): Promise<StartedFrom> {
  checkTagNames(request.tags);
  const { status, remote, local, there } = await (ahead ?? readState(clone, request));
  const { head: base, branch } = status;
  const remoteBranch = remote === null || branch === null ? null : (there.get(branchRef(branch)) ?? null);
  if (request.commits && remoteBranch !== null && !(await isAncestor(clone, remoteBranch, base)))
    throw behind(branch ?? "", remote ?? "");
  // Where nothing is committed, a tag that stands at HEAD is what a release that was cut short left: it fits.
  const standing = request.tags.filter((tag) => [local, there].some((refs) => refs.has(tagRef(tag))));
  const fitting = (tag: string): boolean =>
    !request.commits &&
    [local, there].every((refs) => [undefined, base].includes(peeledAt(refs, tagRef(tag))));
  refuseForeignTags(
    standing.filter((tag) => !fitting(tag)),
    there,
  );
  return { base, branch, remote, remoteBranch, kept: standing.filter((tag) => there.has(tagRef(tag))) };
}

async function readCleanStatus(clone: Clone, commits: boolean): Promise<TreeStatus> {
  const status = await readStatus(clone, commits);
  await refuseUnfinished(clone);
  refuseDirty(status);
  return status;
}

function refuseDirty({ dirty }: TreeStatus): void {
  if (dirty.length === 0) return;
  throw new ReleaseError("GIT_DIRTY", `the working tree has changes that are not committed: ${some(dirty)}`, {
    hint: "Commit them, or put them aside with `git stash --include-untracked`.",
  });
}

function refuseDetached({ branch, head }: TreeStatus): void {
  if (branch !== null) return;
  throw new ReleaseError(
    "GIT_DETACHED",
    `HEAD is detached at ${head.slice(0, 12)}: no branch can take the release commit`,
    {
      hint: "Check out the branch that you release from: `git switch BRANCH`.",
    },
  );
}

function refuseForeignTags(tags: readonly string[], there: RefMap): void {
  if (tags.length === 0) return;
  const hereAlone = tags.every((tag) => !there.has(tagRef(tag)));
  throw new ReleaseError("GIT_TAG_EXISTS", `tags stand at other commits already: ${some(tags)}`, {
    hint: hereAlone ? TAKEN_BACK_ELSEWHERE : RELEASED_BEFORE,
  });
}

const RELEASED_BEFORE =
  "These versions were released before. Bump the versions, or delete the tags if they are wrong.";
const TAKEN_BACK_ELSEWHERE =
  "The remote does not have them. Where their release was taken back from another clone, `convoy rollback ID` in this one takes them away, too; else delete them.";

function behind(branch: string, remote: string): ReleaseError {
  return new ReleaseError("GIT_BEHIND", `${branch} on ${remote} has commits that this clone lacks`, {
    hint: `Run \`git pull --rebase ${remote} ${branch}\` and then the command again.`,
  });
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
