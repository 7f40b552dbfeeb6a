import type { Config, ReleasePlan } from "@changesets/types";
import type { DistTagRules, VersionBump } from "@convoy/core";
import type { WorkspaceReading } from "../packages/read-workspace.ts";

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
  };
}
