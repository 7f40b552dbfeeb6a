import type { NewChangeset, Packages, ReleasePlan } from "@changesets/types";
import { breakingBump, compareBumps, leavesRange } from "@convoy/core";
import { assemble, type Ingredients } from "./assemble.ts";
import { ownChangeset } from "./own-changesets.ts";
import { skippedPackages } from "./skipped-packages.ts";
import { versionsOf } from "./versions-of.ts";

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
  const versions = versionsOf(packages);
  const skipped = skippedPackages({ manifests: packages }, config);
  return packages.packages.flatMap(({ packageJson }) => {
    const { name, version, peerDependencies = {} } = packageJson;
    const wanted = breakingBump(version);
    const current = planned.get(name)?.type ?? "none";
    if (skipped.has(name) || compareBumps(current, wanted) >= 0) return [];
    const left = Object.entries(peerDependencies).flatMap(([peer, range]) => {
      const to = released(planned.get(peer));
      const from = versions.get(peer);
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
