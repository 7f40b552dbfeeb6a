import type { NewChangeset, Packages, ReleasePlan } from "@changesets/types";
import { changesetText } from "../changeset-text.ts";
import { versionsOf } from "../versions-of.ts";
import type { Lanes } from "./assemble-in-lanes.ts";
import { LANES_FOLDER } from "./lane-store.ts";

/** A file as the version step leaves it, relative to the root; null where it goes. */
export interface LaneFile {
  readonly path: string;
  readonly text: string | null;
}

/**
 * What `.changeset/lanes` is once the plan is applied: the changesets that a lane has prereleased are kept in it until
 * their packages leave, with the versions that these entered with.
 */
export function laneFiles(
  packages: Packages,
  { changesets, releases }: ReleasePlan,
  { laneOf, store }: Lanes,
): readonly LaneFile[] {
  const moving = new Set(releases.filter(({ type }) => type !== "none").map(({ name }) => name));
  const versions = versionsOf(packages);
  const known = new Set(Object.values(store.entered).flatMap((entered) => Object.keys(entered)));
  const entering = [...moving].filter((name) => laneOf.has(name) && !known.has(name));
  const lanes = new Set([...Object.keys(store.entered), ...laneOf.values()]);
  const states = [...lanes].flatMap((lane): LaneFile[] => {
    const before = store.entered[lane] ?? {};
    const staying = Object.entries(before).filter(([name]) => laneOf.has(name));
    const added = entering
      .filter((name) => laneOf.get(name) === lane)
      .map((name) => [name, versions.get(name) ?? ""]);
    const after = Object.fromEntries(
      [...staying, ...added].toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
    );
    const path = `${LANES_FOLDER}/${lane}.json`;
    if (JSON.stringify(after) === JSON.stringify(before)) return [];
    const isEmpty = Object.keys(after).length === 0;
    return [{ path, text: isEmpty ? null : `${JSON.stringify(after, null, 2)}\n` }];
  });
  return [...states, ...changesets.flatMap((one) => keptOf(one, { laneOf, store }))];
}

/** The parts of a used changeset that lanes keep. One that lanes had kept is what it was, without those that left. */
function keptOf({ id, summary, releases }: NewChangeset, { laneOf, store }: Lanes): readonly LaneFile[] {
  const before = store.changesets.find((one) => one.id === id);
  if (before !== undefined) {
    const staying = before.releases.filter(({ name }) => laneOf.has(name));
    return [
      { path: `.changeset/${id}.md`, text: staying.length === 0 ? null : changesetText(staying, summary) },
    ];
  }
  const byLane = Map.groupBy(releases, ({ name }) => laneOf.get(name));
  return [...byLane].flatMap(([lane, some]) => {
    if (lane === undefined) return [];
    return [
      {
        path: `.changeset/${freeId(`lanes/${lane}/${id}`, store.changesets)}.md`,
        text: changesetText(some, summary),
      },
    ];
  });
}

/** Names of changesets may come again once the first is used up. */
function freeId(id: string, taken: readonly NewChangeset[]): string {
  return taken.some((one) => one.id === id) ? freeId(`${id}-2`, taken) : id;
}
