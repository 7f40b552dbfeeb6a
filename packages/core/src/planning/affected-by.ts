import type { Workspace } from "../model/workspace.ts";
import { dependentsOf } from "../scheduling/order.ts";
import { byName } from "./needs.ts";
import { totalOrder } from "./total-order.ts";

/** A package that a change reaches, as `affected --json` shows it. */
export interface AffectedPackage {
  readonly name: string;
  readonly dir: string;
  /** `changed` when it was touched itself, and the affected packages that it depends on. */
  readonly because: readonly string[];
  /** The affected packages that it depends on. */
  readonly dependsOn: readonly string[];
}

/** More edges than the manifests state, such as those of an Nx graph: package to what it depends on. */
export type ExtraEdges = ReadonlyMap<string, readonly string[]>;

/**
 * The changed packages and all that depend on them, by whatever kind of dependency, dependencies first. Names that
 * are no package of the workspace do not count.
 */
export function affectedBy(
  workspace: Workspace,
  changedNames: Iterable<string>,
  extraEdges: ExtraEdges = new Map(),
): readonly AffectedPackage[] {
  const nodes = workspace.packages.map(({ name, dir, dependencies }) => {
    const after = new Set([
      ...dependencies.map((dependency) => dependency.name),
      ...(extraEdges.get(name) ?? []),
    ]);
    after.delete(name);
    return { name, dir, after: [...after].toSorted(byName) };
  });
  const changed = new Set(changedNames);
  const reached = reachedFrom(changed, dependentsOf(nodes));
  return totalOrder(nodes.filter(({ name }) => reached.has(name))).map(({ name, dir, after }) => {
    const dependsOn = after.filter((dependency) => reached.has(dependency));
    return {
      name,
      dir,
      because: changed.has(name) ? ["changed", ...dependsOn] : dependsOn,
      dependsOn,
    };
  });
}

function reachedFrom(
  changed: ReadonlySet<string>,
  dependents: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set([...changed].filter((name) => dependents.has(name)));
  for (const name of reached) for (const dependent of dependents.get(name) ?? []) reached.add(dependent);
  return reached;
}
