import type { Config, ReleasePlan } from "@changesets/types";
import type { DistTagRules, VersionBump, Workspace } from "@convoy/core";
import type { WorkspaceReading } from "../packages/read-workspace.ts";
import type { LaneFile } from "./lanes/lane-files.ts";
import type { CatalogMove } from "./moved-catalogs.ts";

/** A snapshot release: versions that no range takes, made from the changesets and thrown away. */
export interface SnapshotRequest {
  readonly tag?: string;
  /** The full id of HEAD, for templates with `{commit}`. */
  readonly commit?: string;
  /** These packages, whether changesets ask for them or not, in the place of those that changesets ask for. */
  readonly affected?: readonly string[];
  /** Its packages need exactly each other's versions; see `needExactly`. */
  readonly exact?: true;
}

/** What the changesets ask for, as the libraries of changesets work it out. */
export interface Changes {
  readonly bumps: readonly VersionBump[];
  /** The `fixed` and `linked` groups. */
  readonly groups: readonly (readonly string[])[];
  /** When a dependent is released: with its dependencies always, or when its range no longer holds. */
  readonly dependents: "out-of-range" | "always";
  /** The tag of pre mode; null outside of it and on the way out. */
  readonly preTag: string | null;
  readonly snapshot: SnapshotRequest | null;
  /** The packages that changesets leaves alone: ignored ones, and private ones where those are not versioned. */
  readonly skipped: ReadonlySet<string>;
  /** The entries of catalogs that move with their packages. */
  readonly catalogMoves: readonly CatalogMove[];
  /** The packages that are in a lane, and in which. */
  readonly lanes: ReadonlyMap<string, string>;
  /** What applying makes of `.changeset/lanes`. */
  readonly laneFiles: readonly LaneFile[];
  /** Package to the dependencies that it goes on with as they were last released: a lane has newer ones. */
  readonly untouched: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the changelog of a dependent says why its dependencies moved. */
  readonly changelogReasons: boolean;
  /** What changesets remarked. Nothing that stops a release. */
  readonly notes: readonly string[];
  /** What `applyVersions` applies. */
  readonly plan: ReleasePlan;
  readonly config: Config;
  /** The changesets that applying moves into `.changeset/pre`, where pre mode is of its old form; null where not. */
  readonly preMigration: ReadonlySet<string> | null;
}

/** The dist-tag rules of a release of these changes; `override` is the user's `--tag`. */
export function distTagRules(reading: WorkspaceReading, changes: Changes, override?: string): DistTagRules {
  return {
    configured: reading.configuredTags,
    ...(override === undefined ? {} : { override }),
    ...(changes.snapshot?.tag === undefined ? {} : { snapshot: changes.snapshot.tag }),
    ...(changes.preTag === null ? {} : { pre: changes.preTag }),
    lanes: changes.lanes,
  };
}

/** The workspace as a release of these changes sees it: without dependencies on what a lane has newer ones of. */
export function releasedWorkspace(workspace: Workspace, { untouched }: Changes): Workspace {
  if (untouched.size === 0) return workspace;
  const packages = workspace.packages.map((one) => {
    const names = untouched.get(one.name);
    const dependencies = one.dependencies.filter(({ name }) => !names?.has(name));
    return names === undefined ? one : { ...one, dependencies };
  });
  return { ...workspace, packages };
}
