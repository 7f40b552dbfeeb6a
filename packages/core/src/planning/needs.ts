import type { InternalDependency, WorkspacePackage } from "../model/workspace.ts";

/**
 * What the package needs when it runs, so what its consumers get from the channel: all dependencies but those for
 * development. Itself never counts.
 */
export function needsOf(one: WorkspacePackage): readonly InternalDependency[] {
  return one.dependencies.filter(({ kind, name }) => kind !== "devDependencies" && name !== one.name);
}

export function packagesByName(packages: readonly WorkspacePackage[]): ReadonlyMap<string, WorkspacePackage> {
  return new Map(packages.map((one) => [one.name, one]));
}

/** By code units: the same everywhere, whatever the locale. */
export function byName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
