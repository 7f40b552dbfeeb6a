import { meansWorkspace, admitsOncePacked } from "../ranges.ts";
import { needsOf } from "../needs.ts";
import type { InternalDependency } from "../../model/workspace.ts";
import type { PlannedRelease } from "../../model/plan.ts";
import type { PlanView, Rule } from "./rule.ts";

/** The manifest that is packed must admit the version of its sibling that the same release publishes. */
export const rangesAdmitSiblings: Rule = (view) =>
  view.published.flatMap((release) =>
    needs(release, view).flatMap((dependency) => {
      const move = view.releases.get(dependency.name);
      const version = view.packages.get(dependency.name)?.version ?? "";
      if (move === undefined || !meansWorkspace(dependency, version, view.facts.catalogs)) return [];
      const rewrites = !release.because.some(({ kind }) => kind === "unpublished");
      const catalogs = view.facts.catalogsAfter ?? view.facts.catalogs;
      if (admitsOncePacked(dependency, move.to, { catalogs, rewrites })) return [];
      return {
        code: "PLAN_RANGE_BROKEN",
        message: `${release.name}@${release.to} would need ${describe(dependency)}, which excludes ${move.name}@${move.to}`,
        hint: `Write \`workspace:^\` for ${move.name} in ${release.dir}/package.json, or change the range where it stands.`,
      };
    }),
  );

/** What a package needs when it runs, its consumers must be able to install. */
export const needsArePublic: Rule = (view) =>
  view.published.flatMap((release) =>
    needs(release, view).flatMap((dependency) => {
      const needed = view.packages.get(dependency.name);
      if (needed === undefined || !needed.private) return [];
      if (!meansWorkspace(dependency, needed.version, view.facts.catalogs)) return [];
      return {
        code: "PLAN_PRIVATE_DEPENDENCY",
        message: `${release.name} needs ${describe(dependency)}, which is private: nobody could install ${release.name}@${release.to}`,
        hint: `Publish ${needed.name}, bundle it, or move it to the devDependencies of ${release.dir}/package.json.`,
      };
    }),
  );

/** Without what the tarball brings along. */
function needs({ name }: PlannedRelease, { packages, facts }: PlanView): readonly InternalDependency[] {
  const one = packages.get(name);
  const bundled = facts.bundled?.get(name);
  return one === undefined ? [] : needsOf(one).filter((dependency) => !bundled?.has(dependency.name));
}

function describe({ name, kind, range }: InternalDependency): string {
  return `${name} (${kind}: \`${range}\`)`;
}
