import type { ReleasePlan } from "../model/plan.ts";
import type { PackageView } from "../model/registry.ts";
import type { Workspace, WorkspacePackage } from "../model/workspace.ts";
import { needsOf, packagesByName } from "./needs.ts";
import { meansWorkspace } from "./ranges.ts";
import type { Problem } from "./rules/rule.ts";

/**
 * What a choice of packages has left out though it is needed: the channel lacks it, and the plan does not bring it.
 * Nobody could install what is published then.
 */
export function problemsInChoice(
  { releases }: ReleasePlan,
  workspace: Workspace,
  channel: ReadonlyMap<string, PackageView>,
): readonly Problem[] {
  const packages = packagesByName(workspace.packages);
  const planned = new Set(releases.map(({ name }) => name));
  return releases.flatMap((release) => {
    const one = packages.get(release.name);
    const needed = one === undefined ? [] : publicNeeds(one, packages);
    return needed
      .filter(({ name, version }) => !planned.has(name) && !channel.get(name)?.versions.has(version))
      .map(({ name, version }) => ({
        code: "PLAN_NEEDS_LEFT_OUT",
        message: `${release.name}@${release.to} needs ${name}@${version}, which the channel lacks, and which is not to be published`,
        hint: `Publish ${name} along with it.`,
      }));
  });
}

/** The packages of the workspace to ask the channel for when only these are published: them, and what they need. */
export function chosenWithNeeds(
  { packages }: Workspace,
  chosen: ReadonlySet<string>,
): readonly WorkspacePackage[] {
  const byName = packagesByName(packages);
  const names = packages
    .filter(({ name }) => chosen.has(name))
    .flatMap((one) => [one.name, ...publicNeeds(one, byName).map(({ name }) => name)]);
  const wanted = new Set(names);
  return packages.filter((one) => wanted.has(one.name) && !one.private);
}

function publicNeeds(
  one: WorkspacePackage,
  packages: ReadonlyMap<string, WorkspacePackage>,
): readonly WorkspacePackage[] {
  return needsOf(one).flatMap((dependency) => {
    const needed = packages.get(dependency.name);
    if (needed === undefined || needed.private) return [];
    // A range that names another version than the one of the workspace is met by the registry.
    return meansWorkspace(dependency, needed.version) ? [needed] : [];
  });
}
