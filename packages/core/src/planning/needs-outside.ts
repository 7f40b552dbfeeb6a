import semver from "semver";
import type { PackageView } from "../model/registry.ts";
import type { ReleasePlan } from "../model/plan.ts";
import type { Workspace } from "../model/workspace.ts";
import type { Catalogs } from "./catalogs.ts";
import { needsOf, packagesByName } from "./needs.ts";
import { meansWorkspace, rangeOncePacked } from "./ranges.ts";
import type { Problem } from "./rules/rule.ts";

/** What a released package needs of a package of the workspace that the same release does not publish. */
export interface OutsideNeed {
  readonly name: string;
  /** The version that the workspace has. */
  readonly version: string;
  /** As it stands in the tarball of whoever needs it. */
  readonly range: string;
  readonly neededBy: string;
}

/** All of them: a version for each has to be in the channel already, or nobody can install what needs it. */
export function needsOutside(
  { releases }: ReleasePlan,
  { packages }: Pick<Workspace, "packages">,
  catalogs: Catalogs = {},
): readonly OutsideNeed[] {
  const released = new Set(releases.filter(({ publish }) => publish !== false).map(({ name }) => name));
  const byName = packagesByName(packages);
  return packages
    .filter(({ name }) => released.has(name))
    .flatMap((one) =>
      needsOf(one).flatMap((dependency) => {
        const needed = byName.get(dependency.name);
        if (needed === undefined || needed.private || released.has(needed.name)) return [];
        const { name, version } = needed;
        const range = rangeOncePacked(dependency, version, catalogs);
        if (range === undefined || !meansWorkspace(dependency, version, catalogs)) return [];
        return [{ name, version, range, neededBy: one.name }];
      }),
    );
}

/** Those for which the channel has no version. */
export function unmetNeeds(
  needs: readonly OutsideNeed[],
  views: ReadonlyMap<string, PackageView>,
  channel: string,
): readonly Problem[] {
  return needs
    .filter(({ name, range }) => !has(views.get(name), range))
    .map(({ name, range, neededBy }) => ({
      code: "DEPENDENCY_UNRELEASED",
      message: `${neededBy} needs ${name}@${range}, which is not in ${channel}: nobody can install it before`,
      hint: `Release ${name} as well, with a changeset; or \`convoy publish\` what the channel lacks.`,
    }));
}

function has(view: PackageView | undefined, range: string): boolean {
  return [...(view?.versions.keys() ?? [])].some((version) => semver.satisfies(version, range));
}
