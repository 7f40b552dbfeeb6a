import type { NewChangeset, Packages, ReleasePlan } from "@changesets/types";
import { compareBumps, leavesRange, type Bump } from "@convoy/core";
import semver from "semver";
import { assemble, type Ingredients } from "./assemble.ts";
import { ownChangeset } from "./own-changesets.ts";

/**
 * The plan of changesets, but that a package whose peer range is left is released as what it is for its consumers:
 * breaking, which is a major from 1.0.0 on and a minor below. That may leave the ranges of others, and so on.
 */
export function assembleWithBreakingPeers(packages: Packages, ingredients: Ingredients): ReleasePlan {
  let raised: readonly NewChangeset[] = [];
  for (;;) {
    const changesets = [...ingredients.changesets, ...raised];
    const plan = assemble(packages, { ...ingredients, changesets });
    const more = raisedBy(plan, packages, ingredients);
    if (more.length === 0) return plan;
    raised = [...raised, ...more];
  }
}

type Release = ReleasePlan["releases"][number];

function raisedBy(
  { releases }: ReleasePlan,
  packages: Packages,
  { config }: Ingredients,
): readonly NewChangeset[] {
  const planned = new Map(releases.map((release) => [release.name, release]));
  const ignored = new Set(config.ignore);
  return packages.packages.flatMap(({ packageJson }) => {
    const { name, version, private: isPrivate, peerDependencies = {} } = packageJson;
    const wanted: Bump = semver.major(semver.parse(version) ?? "1.0.0") === 0 ? "minor" : "major";
    const current = planned.get(name)?.type ?? "none";
    if (!version || ignored.has(name) || (isPrivate && !config.privatePackages.version)) return [];
    if (compareBumps(current, wanted) >= 0) return [];
    const left = Object.entries(peerDependencies).flatMap(([peer, range]) => {
      const to = released(planned.get(peer));
      const from = packages.packages.find((one) => one.packageJson.name === peer)?.packageJson.version;
      if (to === undefined || from === undefined) return [];
      const leaves = leavesRange({ name: peer, kind: "peerDependencies", range }, { from, to });
      return leaves ? [`Needs ${peer} ${to} as a peer: its range was \`${range}\`.`] : [];
    });
    return left.length === 0 ? [] : [ownChangeset(name, wanted, left.join("\n"))];
  });
}

/** The version that a release ends in: a prerelease is left by no range before it is final. */
function released(release: Release | undefined): string | undefined {
  if (release?.newVersion === undefined || release.type === "none") return undefined;
  return release.newVersion.replace(/-.*$/, "");
}
