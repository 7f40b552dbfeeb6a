import type { Package, Packages, ReleasePlan } from "@changesets/types";
import { ReleaseError, type InternalDependency } from "@convoy/core";
import semver from "semver";
import { versionsOf } from "../versions-of.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import type { LaneOf } from "./lane-membership.ts";

export interface Outside {
  /** The plan, with the packages whose manifests only follow along, such as those that develop with one of a lane. */
  readonly plan: ReleasePlan;
  /** Package to the dependencies that stay as they are: it goes on with the last release of these. */
  readonly untouched: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Edge extends InternalDependency {
  readonly one: Package;
  /** The prerelease that the dependency is at, once the plan is carried out. */
  readonly prerelease: string;
}

/**
 * What the prereleases of lanes mean for the packages outside of them: nothing. What consumers have of these goes on
 * with the last release. Only where `workspace:` ties an outsider to the prerelease itself, and it is to be released, or
 * its stated range would no longer hold, is the plan refused: `LANE_DEPENDENT`.
 */
export function lookOutside(
  packages: Packages,
  plan: ReleasePlan,
  { laneOf, skipped }: { readonly laneOf: LaneOf; readonly skipped: ReadonlySet<string> },
): Outside {
  const moving = new Set(plan.releases.filter(({ type }) => type !== "none").map(({ name }) => name));
  const edges = edgesOut(packages, plan, laneOf);
  const promised = edges.filter(({ one, kind }) => {
    const { name, private: isPrivate } = one.packageJson;
    return kind !== "devDependencies" && !isPrivate && !skipped.has(name) && !laneOf.has(name);
  });
  const tied = promised.filter(
    (edge) => isTied(edge) && (moving.has(edge.one.packageJson.name) || isLeft(edge)),
  );
  refuse(tied, laneOf);
  const untouched = Map.groupBy(
    promised.filter((edge) => !isTied(edge)),
    ({ one }) => one.packageJson.name,
  );
  const planned = new Set(plan.releases.map(({ name }) => name));
  const following = new Map(
    edges.filter((edge) => isTied(edge) && isLeft(edge)).map(({ one }) => [one.packageJson.name, one]),
  );
  const followers = [...following.values()].filter(({ packageJson }) => !planned.has(packageJson.name));
  return {
    plan: { ...plan, releases: [...plan.releases, ...followers.map(asFollower)] },
    untouched: new Map([...untouched].map(([name, some]) => [name, new Set(some.map((edge) => edge.name))])),
  };
}

/** The dependencies on packages at a prerelease of a lane that the dependent is not in. */
function edgesOut(packages: Packages, plan: ReleasePlan, laneOf: LaneOf): readonly Edge[] {
  const after = new Map(versionsOf(packages));
  for (const { name, newVersion } of plan.releases) if (newVersion !== undefined) after.set(name, newVersion);
  return packages.packages.flatMap((one) =>
    dependenciesOf(one.packageJson).flatMap((dependency): Edge[] => {
      const lane = laneOf.get(dependency.name);
      const prerelease = after.get(dependency.name) ?? "";
      if (lane === undefined || lane === laneOf.get(one.packageJson.name)) return [];
      return semver.prerelease(prerelease) === null ? [] : [{ ...dependency, one, prerelease }];
    }),
  );
}

function isTied({ range }: Edge): boolean {
  return range.startsWith("workspace:");
}

/** Whether a range is stated, and has no place for the prerelease: nothing could be installed any more. */
function isLeft({ range, prerelease }: Edge): boolean {
  const stated = range.replace(/^workspace:/, "");
  return (
    !/^[*^~]?$/.test(stated) && semver.validRange(stated) !== null && !semver.satisfies(prerelease, stated)
  );
}

function asFollower({ packageJson: { name, version } }: Package): ReleasePlan["releases"][number] {
  return { name, type: "none", changesets: [], oldVersion: version, newVersion: version };
}

function refuse(tied: readonly Edge[], laneOf: LaneOf): void {
  if (tied.length === 0) return;
  const lines = tied.map(
    ({ one, name, range }) =>
      `${one.packageJson.name} needs ${name} (\`${range}\`), which is in lane ${laneOf.get(name)}, and is in none itself`,
  );
  throw new ReleaseError("LANE_DEPENDENT", [...new Set(lines)].join("\n"), {
    hint: "Put the dependent into the lane as well, or let it need what is released: a range without `workspace:`.",
  });
}
