import type { Changes } from "../changesets/changes.ts";
import type { WorkspaceReading } from "../packages/read-workspace.ts";
import { applyChanges } from "./apply-changes.ts";
import { updateLockFile, type LockFileOptions, type LockFileOutcome } from "./lock-file.ts";

export interface VersionResult {
  /** Every path that was written or removed, relative to the root with forward slashes, sorted. */
  readonly files: readonly string[];
  readonly lockFile: LockFileOutcome;
}

/**
 * Applies the changes and brings the lock file in line. Runs the changelog module of the workspace in this process:
 * use `applyVersionsInChild` wherever a credential may be near.
 */
export async function applyVersions(
  reading: WorkspaceReading,
  changes: Changes,
  options: LockFileOptions,
): Promise<VersionResult> {
  return withLockFile(reading.root, await applyChanges(reading, changes), options);
}

/** Adds what becomes of the lock file to what was written already. */
export async function withLockFile(
  root: string,
  written: readonly string[],
  options: LockFileOptions,
): Promise<VersionResult> {
  const lockFile = await updateLockFile(root, options);
  const files = lockFile === "updated" ? [...written, "pnpm-lock.yaml"].toSorted() : written;
  return { files, lockFile };
}
