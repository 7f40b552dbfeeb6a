import type { Clone } from "./clone.ts";
import { commitStanding, fetchTip } from "./history.ts";
import { localRefs, peeled, remoteRefs } from "./read-refs.ts";
import { branchRef, movedBranch, tagRef, type PreparedRefs, type RefMap, type Standing } from "./refs.ts";

export interface ObservedStanding {
  /** On the remote; without one, the same as `local`. */
  readonly remote: Standing;
  readonly local: Standing;
}

/**
 * Where the refs of a release stand. `ours`: the branch has the release commit, and every tag is there. `absent`:
 * the branch does not have it, or has it and a revert of it, and none of our tags is there. A tag of the same name
 * that somebody else made is not ours, and not counted.
 */
export async function observe(clone: Clone, refs: PreparedRefs): Promise<ObservedStanding> {
  const here = await localRefs(clone);
  const local = await standingOf(
    clone,
    refs,
    here,
    refs.branch === null ? undefined : here.get(branchRef(refs.branch)),
  );
  if (refs.remote === null) return { remote: local, local };
  const there = await remoteRefs(clone, refs.remote);
  return { remote: await standingOf(clone, refs, there, await fetchTip(clone, refs, there)), local };
}

async function standingOf(
  clone: Clone,
  refs: PreparedRefs,
  found: RefMap,
  tip: string | undefined,
): Promise<Standing> {
  const tags = Object.entries(refs.tags);
  const ours = tags.filter(([tag, id]) => found.get(tagRef(tag)) === id).length;
  const standing = tags.filter(([tag]) => peeled(found, tagRef(tag)) === refs.commit).length;
  const moved = movedBranch(refs) !== null;
  const committed = moved && (await commitStanding(clone, refs.commit, tip)).kind === "present";
  if (standing === tags.length && (committed || !moved)) return "ours";
  return ours === 0 && !committed ? "absent" : "mixed";
}
