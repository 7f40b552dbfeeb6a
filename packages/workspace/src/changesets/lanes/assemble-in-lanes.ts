import type { NewChangeset, Packages, ReleasePlan } from "@changesets/types";
import semver from "semver";
import type { Assemble, Ingredients } from "../assemble.ts";
import { ownChangeset } from "../own-changesets.ts";
import type { LaneOf } from "./lane-membership.ts";
import type { LaneStore } from "./lane-store.ts";
import { pulledIntoLanes } from "./pulled-into-lanes.ts";

export interface Lanes {
  readonly laneOf: LaneOf;
  readonly store: LaneStore;
}

/**
 * The plan of a workspace with lanes, put together from one plan of changesets for each lane, in pre mode under its
 * name, and one for the packages in none. What leaves a lane is planned as if its prereleases had not been: from the
 * version that it entered with, with all the changesets since, and never below what its prereleases announced.
 */
export function assembleInLanes(
  assemble: Assemble,
  packages: Packages,
  { ingredients, lanes }: { readonly ingredients: Ingredients; readonly lanes: Lanes },
): ReleasePlan {
  const { laneOf } = lanes;
  const parts = new Map<string | undefined, ReleasePlan>();
  parts.set(undefined, assemble(...theRest(packages, ingredients, lanes)));
  const pulled = new Map<string, NewChangeset>();
  const planLane = (lane: string): void => {
    const inLane = (name: string): boolean => laneOf.get(name) === lane;
    const own = [...pulled.values()].filter(({ releases }) => releases.every(({ name }) => inLane(name)));
    const changesets = [...partOf(ingredients.changesets, inLane), ...own];
    const pre = { state: { mode: "pre" as const, tag: lane }, released: null };
    parts.set(lane, assemble(only(packages, inLane), { ...within(ingredients, inLane), changesets, pre }));
  };
  const names = [...new Set(laneOf.values())];
  for (const lane of names) planLane(lane);
  for (;;) {
    const more = pulledIntoLanes(packages, merged(parts), laneOf).filter((name) => !pulled.has(name));
    if (more.length === 0) break;
    for (const name of more) pulled.set(name, ownChangeset(name, "patch"));
    for (const lane of new Set(more.map((name) => laneOf.get(name) ?? ""))) planLane(lane);
  }
  return withWholeChangesets(merged(parts), ingredients.changesets);
}

/** Each changeset once: one that was written for several lanes at once is whole again. */
function withWholeChangesets(plan: ReleasePlan, written: readonly NewChangeset[]): ReleasePlan {
  const whole = new Map(written.map((one) => [one.id, one]));
  const used = new Map(plan.changesets.map((one) => [one.id, whole.get(one.id) ?? one]));
  const order = [...whole.keys()].filter((id) => used.has(id));
  const others = [...used.keys()].filter((id) => !whole.has(id));
  return { ...plan, changesets: [...order, ...others].flatMap((id) => used.get(id) ?? []) };
}

/** The packages in no lane, those that leave one at the version that they entered it with. */
function theRest(
  packages: Packages,
  ingredients: Ingredients,
  { laneOf, store }: Lanes,
): [Packages, Ingredients] {
  const isFree = (name: string): boolean => !laneOf.has(name);
  const entered = new Map(Object.values(store.entered).flatMap((versions) => Object.entries(versions)));
  const leaving = packages.packages.filter(({ packageJson: { name } }) => entered.has(name) && isFree(name));
  const announced = leaving.map(({ packageJson: { name, version } }) => {
    const from = entered.get(name) ?? version;
    const final = semver.coerce(version)?.version ?? version;
    return ownChangeset(name, bumpBetween(from, final));
  });
  const free = only(packages, isFree);
  const asEntered = free.packages.map((one) => {
    const version = leaving.includes(one) ? entered.get(one.packageJson.name) : undefined;
    return version === undefined ? one : { ...one, packageJson: { ...one.packageJson, version } };
  });
  const kept = store.changesets.filter(({ releases }) => releases.some(({ name }) => isFree(name)));
  const changesets = [...partOf([...ingredients.changesets, ...kept], isFree), ...announced];
  return [
    { ...free, packages: asEntered },
    { ...within(ingredients, isFree), changesets },
  ];
}

function bumpBetween(from: string, to: string): "major" | "minor" | "patch" {
  const difference = semver.diff(from, to);
  return difference === "major" || difference === "minor" ? difference : "patch";
}

/** The changesets with the releases that count here; one that named no package at all counts for the rest. */
function partOf(
  changesets: readonly NewChangeset[],
  counts: (name: string) => boolean,
): readonly NewChangeset[] {
  const parts = changesets.map((one) => ({
    ...one,
    releases: one.releases.filter(({ name }) => counts(name)),
  }));
  return parts.filter(({ releases }, at) => releases.length > 0 || changesets[at]?.releases.length === 0);
}

function only(packages: Packages, counts: (name: string) => boolean): Packages {
  return { ...packages, packages: packages.packages.filter(({ packageJson }) => counts(packageJson.name)) };
}

/** No group is split between lanes, so the first member of one speaks for all. */
function within(ingredients: Ingredients, counts: (name: string) => boolean): Ingredients {
  const { fixed, linked } = ingredients.config;
  const here = (groups: typeof fixed): typeof fixed => groups.filter(([first = ""]) => counts(first));
  return { ...ingredients, config: { ...ingredients.config, fixed: here(fixed), linked: here(linked) } };
}

function merged(parts: ReadonlyMap<string | undefined, ReleasePlan>): ReleasePlan {
  const plans = [...parts.values()];
  return {
    changesets: plans.flatMap(({ changesets }) => changesets),
    releases: plans.flatMap(({ releases }) => releases),
    preState: undefined,
  };
}
