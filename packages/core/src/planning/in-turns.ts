import type { PlannedRelease } from "../model/plan.ts";

/**
 * Gives each release its turn, or that of the earliest one that needs it: what a package needs is never sent after it.
 * `releases` has dependencies before dependents; one without a turn has the first.
 */
export function inTurns(
  releases: readonly PlannedRelease[],
  turns: ReadonlyMap<string, number>,
): readonly PlannedRelease[] {
  const least = new Map(turns);
  for (const { name, after } of releases.toReversed()) {
    const turn = least.get(name) ?? 0;
    for (const needed of after) least.set(needed, Math.min(least.get(needed) ?? 0, turn));
  }
  return releases.map((release) => ({ ...release, turn: least.get(release.name) ?? 0 }));
}
