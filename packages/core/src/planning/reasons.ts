import type { Bump, Reason } from "../model/plan.ts";
import type { WorkspacePackage } from "../model/workspace.ts";
import type { Catalogs } from "./catalogs.ts";
import { byName, needsOf } from "./needs.ts";
import { leavesRange } from "./ranges.ts";
import { compareBumps, type VersionBump } from "./version-bump.ts";

export interface ReasonContext {
  /** The packages that move, by name. */
  readonly moved: ReadonlyMap<string, VersionBump>;
  /** The `fixed` and `linked` groups by the name of each member. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly catalogs: Catalogs;
  /** `always`: a dependent is released with its dependencies even where its range still holds. */
  readonly dependents: "out-of-range" | "always";
}

/** Every reason for which the package moves: its own changesets, its dependencies, its group. */
export function reasonsFor(
  bump: VersionBump,
  one: WorkspacePackage,
  context: ReasonContext,
): readonly Reason[] {
  const changes = changesOf(bump);
  const dependencies = dependenciesThatPull(one, context).map((name): Reason => ({
    kind: "dependency",
    name,
  }));
  const group = groupThatPulls(bump, dependencies.length > 0, context);
  const own = group === undefined ? [] : [{ kind: "group", group } as const];
  const asked = changes.filter(({ bump: asks }) => asks !== "none");
  const reasons = [...asked, ...dependencies, ...own];
  if (reasons.length > 0) return reasons;
  return bump.affected ? [{ kind: "affected" }] : changes;
}

function changesOf({ changesets }: VersionBump): readonly (Reason & { kind: "change" })[] {
  return changesets.map(({ id, bump }) => ({ kind: "change", changeset: id, bump }));
}

function dependenciesThatPull(one: WorkspacePackage, context: ReasonContext): readonly string[] {
  const names = needsOf(one).flatMap((dependency) => {
    const move = context.moved.get(dependency.name);
    if (move === undefined) return [];
    const pulls = context.dependents === "always" || leavesRange(dependency, move, context.catalogs);
    return pulls ? [dependency.name] : [];
  });
  return [...new Set(names)].toSorted(byName);
}

/** The group, where it gives the package more than its own reasons do: the move itself, or a higher start. */
function groupThatPulls(
  bump: VersionBump,
  pulled: boolean,
  context: ReasonContext,
): readonly string[] | undefined {
  const group = context.groups.get(bump.name);
  const others = group?.flatMap((name) => (name === bump.name ? [] : (context.moved.get(name) ?? []))) ?? [];
  if (group === undefined || others.length === 0) return undefined;
  const own = bump.changesets.map((change) => change.bump).reduce(larger, pulled ? "patch" : "none");
  const lifted = others.some(({ from, to }) => to === bump.to && from !== bump.from);
  return lifted || compareBumps(own, bump.bump) < 0 ? group : undefined;
}

function larger(a: Bump, b: Bump): Bump {
  return compareBumps(a, b) < 0 ? b : a;
}
