import type { AffectedPackage, Workspace } from "@convoy/core";
import type { Changes } from "./changes.ts";

/**
 * The publishable packages that were changed and that no changeset names, not even with `none`. What is affected only
 * through its dependencies needs none: changesets decides for it by its range. Packages that changesets skips need
 * none either, and an empty changeset (`changeset --empty`) says that nothing of all this is to be released.
 */
export function missingChangesets(
  affected: readonly AffectedPackage[],
  workspace: Workspace,
  changes: Changes,
): readonly AffectedPackage[] {
  // Those that pre mode or a lane has released, and those of rules, speak of no change of now.
  const written = changes.plan.changesets.filter(({ id }) => !id.includes("/"));
  if (written.some(({ releases }) => releases.length === 0)) return [];
  const named = new Set(written.flatMap(({ releases }) => releases.map(({ name }) => name)));
  const publishable = new Set(workspace.packages.filter((one) => !one.private).map(({ name }) => name));
  return affected.filter(
    ({ name, because }) =>
      because.includes("changed") && publishable.has(name) && !named.has(name) && !changes.skipped.has(name),
  );
}
