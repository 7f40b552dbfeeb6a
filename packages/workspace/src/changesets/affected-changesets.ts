import type { NewChangeset } from "@changesets/types";
import type { WorkspaceReading } from "../packages/read-workspace.ts";

/** The id of the changeset that no file has: that of the affected packages. */
export const AFFECTED = "affected-packages";

interface Circumstances {
  readonly reading: WorkspaceReading;
  /** See `skippedPackages`. */
  readonly skipped: ReadonlySet<string>;
}

/**
 * The changesets of a snapshot of the affected packages: those that name them, and one more for the affected packages
 * that none names. What an affected package needs, and a changeset waits for, comes along: the channel has it only as
 * it was before, and the snapshot was not built against that.
 */
export function affectedChangesets(
  affected: readonly string[],
  changesets: readonly NewChangeset[],
  { reading, skipped }: Circumstances,
): readonly NewChangeset[] {
  const versioned = affected.filter((name) => !skipped.has(name));
  const reached = withNeeds(versioned, reading);
  const wanted = changesets.flatMap((one): NewChangeset[] => {
    const releases = one.releases.filter(({ name, type }) => reached.has(name) && type !== "none");
    return releases.length === 0 ? [] : [{ ...one, releases }];
  });
  const named = new Set(wanted.flatMap(({ releases }) => releases.map(({ name }) => name)));
  const others = versioned.filter((name) => !named.has(name));
  if (others.length === 0) return wanted;
  const releases = others.map((name) => ({ name, type: "patch" as const }));
  return [...wanted, { id: AFFECTED, summary: "A snapshot.", releases }];
}

function withNeeds(names: readonly string[], { packages }: WorkspaceReading): ReadonlySet<string> {
  const needs = new Map(
    packages.map(({ name, dependencies }) => [
      name,
      dependencies.filter(({ kind }) => kind !== "devDependencies").map((dependency) => dependency.name),
    ]),
  );
  const reached = new Set(names);
  for (const name of reached) for (const need of needs.get(name) ?? []) reached.add(need);
  return reached;
}
