import { ReleaseError, type ErrorDocument } from "@convoy/core";
import { headRef } from "./adopt.ts";
import type { Clone } from "./clone.ts";
import { commitStanding, fetchTip, isAncestor, missingObjects, type CommitStanding } from "./history.ts";
import { updateLocalRefs, type LocalUpdate } from "./local-refs.ts";
import { moveIndex, moveTree } from "./move-tree.ts";
import { underMarker } from "./own-locks.ts";
import { pushUpdates } from "./push.ts";
import { localRefs, remoteRefs } from "./read-refs.ts";
import { movedBranch, tagRef, type PreparedRefs, type RefMap } from "./refs.ts";
import { makeRevert } from "./revert.ts";

const ATTEMPTS = 3;

/**
 * Takes the refs of a release back: first on the remote, the tags by lease and the commit by a revert, in one
 * atomic push; then in this clone. Whatever is gone already is passed over, so it may be killed anywhere and run
 * again. Nothing is touched that this release did not make.
 */
export async function retract(
  clone: Clone,
  refs: PreparedRefs,
  onNote: (note: ErrorDocument) => void,
): Promise<void> {
  const revert = refs.remote === null ? null : await retractRemote(clone, refs, refs.remote);
  const branch = movedBranch(refs);
  const locking = {
    refs: [...Object.keys(refs.tags).map(tagRef), ...(branch === null ? [] : [branch])],
    onNote,
  };
  await underMarker(clone, locking, async () => {
    const here = await localRefs(clone);
    const moves =
      branch === null ? [] : await retractBranch(clone, refs, { branch, tip: here.get(branch), revert });
    await updateLocalRefs(clone, [...moves, ...ourTags(refs, here).map(deletion)], "rollback");
  });
}

/** Answers the commit on the remote that reverts the release commit; null when the remote never had that one. */
async function retractRemote(clone: Clone, refs: PreparedRefs, remote: string): Promise<string | null> {
  let lost: ErrorDocument | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const there = await remoteRefs(clone, remote);
    const standing = await standingThere(clone, refs, there);
    const tags = ourTags(refs, there).map(([tag, id]) => ({ ref: tagRef(tag), to: null, lease: id }));
    const revert =
      standing.kind === "present" ? await makeRevert(clone, refs, standing.tip) : revertOf(standing);
    const branch =
      standing.kind === "present" ? [{ ref: movedBranch(refs) ?? "", to: revert, lease: standing.tip }] : [];
    const reply = await pushUpdates(clone, remote, [...branch, ...tags]);
    if (reply.kind === "accepted" || reply.kind === "exists") return revert;
    lost = reply.error;
  }
  throw new ReleaseError(lost?.code ?? "GIT_PUSH_REJECTED", lost?.message ?? "", {
    hint: `The tags and the commit of the release are still on ${remote}. ${lost?.hint ?? ""}`.trim(),
  });
}

async function standingThere(clone: Clone, refs: PreparedRefs, there: RefMap): Promise<CommitStanding> {
  if (movedBranch(refs) === null) return { kind: "absent" };
  return commitStanding(clone, refs, await fetchTip(clone, refs, there));
}

function revertOf(standing: CommitStanding): string | null {
  return standing.kind === "reverted" ? standing.by : null;
}

interface LocalBranch {
  readonly branch: string;
  readonly tip: string | undefined;
  /** The commit on the remote that reverts the release. */
  readonly revert: string | null;
}

/** Brings index and tree along, and answers how the branch is to move. */
async function retractBranch(
  clone: Clone,
  refs: PreparedRefs,
  { branch, tip, revert }: LocalBranch,
): Promise<readonly LocalUpdate[]> {
  if (tip === undefined || (await missingObjects(clone, [refs.commit])).length > 0) return [];
  const onBranch = (await headRef(clone)) === branch;
  if (tip === refs.base && revert !== null) return followRevert(clone, refs, { branch, revert, onBranch });
  if (tip === refs.base && onBranch) await moveIndex(clone, refs.commit, refs.base);
  const standing = await commitStanding(clone, refs, tip);
  if (standing.kind !== "present") return [];
  const to = revert ?? (tip === refs.commit ? refs.base : await makeRevert(clone, refs, tip));
  // Commits of its own on top of the release: only a pull can bring both together.
  if (revert !== null && !(await isAncestor(clone, tip, revert))) return [];
  if (onBranch) await moveTree(clone, tip, to);
  return [{ ref: branch, from: tip, to }];
}

/** A clone that never had the release commit would be behind the remote from now on, by it and by its revert. */
async function followRevert(
  clone: Clone,
  refs: PreparedRefs,
  {
    branch,
    revert,
    onBranch,
  }: { readonly branch: string; readonly revert: string; readonly onBranch: boolean },
): Promise<readonly LocalUpdate[]> {
  if (onBranch) {
    await moveTree(clone, refs.commit, refs.base);
    await moveTree(clone, refs.base, revert);
  }
  return [{ ref: branch, from: refs.base, to: revert }];
}

/** The tags of `found` that are still the very objects which this release made. */
function ourTags(refs: PreparedRefs, found: RefMap): readonly (readonly [string, string])[] {
  return Object.entries(refs.tags).filter(([tag, id]) => found.get(tagRef(tag)) === id);
}

function deletion([tag, id]: readonly [string, string]): LocalUpdate {
  return { ref: tagRef(tag), from: id, to: null };
}
