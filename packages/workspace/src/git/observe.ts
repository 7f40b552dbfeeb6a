import type { Clone } from "./clone.ts";
import { commitStanding, fetchTip } from "./history.ts";
import { inOrder } from "../in-order.ts";
import { localRefs, peeledAt, remoteRefs } from "./read-refs.ts";
import { branchRef, movedBranch, tagRef, type PreparedRefs, type RefMap, type Standing } from "./refs.ts";

export interface ObservedStanding {
  /** On the remote; without one, the same as `local`. */
  readonly remote: Standing;
  readonly local: Standing;
}

/**
 * Where the refs of a release stand. `ours`: the branch has the release commit, and every tag is there. `absent`:
 * the branch does not have it, or has it and a revert of it, and none of our tags is there. A tag of the same name
 * that somebody else made is not ours, and not counted. A clone that has yet to follow the remote to the revert is
 * `mixed`.
 */
export async function observe(clone: Clone, refs: PreparedRefs): Promise<ObservedStanding> {
  const [here, there] = await inOrder([
    localRefs(clone),
    refs.remote === null ? new Map<string, string>() : remoteRefs(clone, refs.remote),
  ]);
  const tip = refs.branch === null ? undefined : here.get(branchRef(refs.branch));
  const local = standingOf(refs, here, await hasCommit(clone, refs, tip));
  if (refs.remote === null) return { remote: local, local };
  const standing = await commitStanding(clone, refs, await fetchTip(clone, refs, there));
  const behind = standing.kind === "reverted" && movedBranch(refs) !== null && tip === refs.base;
  return {
    remote: standingOf(refs, there, standing.kind === "present"),
    local: behind && local === "absent" ? "mixed" : local,
  };
}

/** Whether the branch has the release commit, and no revert of it. */
async function hasCommit(clone: Clone, refs: PreparedRefs, tip: string | undefined): Promise<boolean> {
  return (await commitStanding(clone, refs, tip)).kind === "present";
}

function standingOf(refs: PreparedRefs, found: RefMap, hasIt: boolean): Standing {
  const tags = Object.entries(refs.tags);
  const ours = tags.filter(([tag, id]) => found.get(tagRef(tag)) === id).length;
  const standing = tags.filter(([tag]) => peeledAt(found, tagRef(tag)) === refs.commit).length;
  const moves = movedBranch(refs) !== null;
  const committed = moves && hasIt;
  if (standing === tags.length && committed === moves) return "ours";
  return ours === 0 && !committed ? "absent" : "mixed";
}
