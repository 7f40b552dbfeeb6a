import type { Packages, ReleasePlan } from "@changesets/types";
import { leavesRange } from "@convoy/core";
import { dependenciesOf } from "./dependencies-of.ts";
import { versionsOf } from "../versions-of.ts";
import type { LaneOf } from "./lane-membership.ts";

/** The packages in lanes that are not released yet, and whose range a release outside of their lane leaves. */
export function pulledIntoLanes(
  packages: Packages,
  { releases }: ReleasePlan,
  laneOf: LaneOf,
): readonly string[] {
  const moving = new Map(releases.filter(({ type }) => type !== "none").map((one) => [one.name, one]));
  const versions = versionsOf(packages);
  return packages.packages.flatMap(({ packageJson }) => {
    const lane = laneOf.get(packageJson.name);
    if (lane === undefined || moving.has(packageJson.name)) return [];
    const isLeft = dependenciesOf(packageJson).some((dependency) => {
      const to = moving.get(dependency.name)?.newVersion;
      const from = versions.get(dependency.name);
      if (to === undefined || from === undefined || laneOf.get(dependency.name) === lane) return false;
      return dependency.kind !== "devDependencies" && leavesRange(dependency, { from, to });
    });
    return isLeft ? [packageJson.name] : [];
  });
}
