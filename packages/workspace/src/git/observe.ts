import type { Clone } from "./clone.ts";
import { commitStanding, fetchTip } from "./history.ts";
import { inOrder } from "../in-order.ts";
import { localRefs, peeledAt, remoteRefs } from "./read-refs.ts";
import { movedBranch, tagRef, type PreparedRefs, type RefMap, type Standing } from "./refs.ts";

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
  const local = await standingHere(clone, refs, here);
  if (refs.remote === null) return { remote: local, local };
  const standing = await commitStanding(clone, refs, await tipThere(clone, refs, there));
  const behind = standing.kind === "reverted" && here.get(movedBranch(refs) ?? "") === refs.base;
  return {
    remote: standingOf(refs, there, standing.kind === "present"),
    local: behind && local === "absent" ? "mixed" : local,
  };
}

/** Where they stand in this clone; the remote is not asked. */
export async function observeHere(clone: Clone, refs: PreparedRefs): Promise<Standing> {
  return standingHere(clone, refs, await localRefs(clone));
}

async function standingHere(clone: Clone, refs: PreparedRefs, here: RefMap): Promise<Standing> {
  const standing = await commitStanding(clone, refs, here.get(movedBranch(refs) ?? ""));
  return standingOf(refs, here, standing.kind === "present");
}

/**
 * Where the branch that the release moves stands on the remote; undefined where it moves none. Its objects are in the
 * clone, if they are needed to tell.
 */
async function tipThere(clone: Clone, refs: PreparedRefs, there: RefMap): Promise<string | undefined> {
  const branch = movedBranch(refs);
  if (branch === null || there.get(branch) === refs.commit) return there.get(branch ?? "");
  return fetchTip(clone, refs, there);
}

function standingOf(refs: PreparedRefs, found: RefMap, committed: boolean): Standing {
  const tags = Object.entries(refs.tags);
  const ours = tags.filter(([tag, id]) => found.get(tagRef(tag)) === id).length;
  const standing = tags.filter(([tag]) => peeledAt(found, tagRef(tag)) === refs.commit).length;
  if (standing === tags.length && committed === (movedBranch(refs) !== null)) return "ours";
  return ours === 0 && !committed ? "absent" : "mixed";
}
