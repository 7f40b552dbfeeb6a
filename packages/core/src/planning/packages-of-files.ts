import type { WorkspacePackage } from "../model/workspace.ts";

/**
 * Answers the packages that files belong to: each to the one in the deepest folder above it. Files outside of all
 * packages belong to none.
 */
export function packageFinder({
  packages,
}: {
  readonly packages: readonly Pick<WorkspacePackage, "name" | "dir">[];
}): (files: readonly string[]) => readonly string[] {
  const byDir = new Map(packages.map(({ dir, name }) => [dir, name]));
  const packageOf = (file: string): string | undefined => {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const name = byDir.get(file.slice(0, end));
      if (name !== undefined) return name;
    }
    return undefined;
  };
  return (files) => [...new Set(files.map(packageOf).filter((name) => name !== undefined))];
}
