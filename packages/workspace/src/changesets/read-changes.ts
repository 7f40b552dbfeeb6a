import type { WorkspaceReading } from "../packages/read-workspace.ts";
import type { CommitChange } from "../commits/changes-from-commits.ts";
import type { VersionRules } from "./version-rules.ts";
import type { Changes, SnapshotRequest } from "./changes.ts";

export interface ReadChangesOptions {
  readonly snapshot?: SnapshotRequest;
  /** The changes of these commits, in the place of changesets; there must then be none. */
  readonly commits?: readonly CommitChange[];
  /** What the team asks for beyond changesets. */
  readonly rules?: VersionRules;
}

/**
 * What the changesets of the workspace ask for. Reads, and writes nothing. Throws `CHANGESETS_MISSING`,
 * `CHANGESETS_CONFIG_INVALID`, `CHANGESET_UNSAFE`, `CHANGESET_INVALID`, `CHANGESET_UNKNOWN_PACKAGE`,
 * `CHANGESETS_PRESENT`, `SNAPSHOT_IN_PRE_MODE`, `LANES_IN_PRE_MODE`, `COMMITS_IN_PRE_MODE`, `LANES_INVALID`,
 * `LANE_SPLITS_GROUP`, `LANE_DEPENDENT`, `PLAN_VERSION_INVALID` and, with the words of changesets, `CHANGESETS_REFUSED`.
 */
export async function readChanges(
  reading: WorkspaceReading,
  options: ReadChangesOptions = {},
): Promise<Changes> {
  // The libraries of changesets are slow to load, and most verbs need none of them.
  const { workOutChanges } = await import("./work-out-changes.ts");
  return workOutChanges(reading, options);
}
