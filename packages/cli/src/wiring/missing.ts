import { ReleaseError, type AffectedPackage } from "@convoy/core";
import { bumpedSince, missingChangesets, type Changes, type WorkspaceReading } from "@convoy/workspace";
import { affectedSince, type Affected } from "./affected.ts";
import { changesIn } from "./changes.ts";
import type { Project } from "./project.ts";

export interface Missing {
  /** What the changes are counted from, as it was named. */
  readonly since: string;
  readonly reading: WorkspaceReading;
  readonly changes: Changes;
  readonly affected: Affected;
  /** The changed packages to publish that no changeset names. */
  readonly missing: readonly AffectedPackage[];
}

/** Who lacks a changeset, of those that were changed since `ref`, or since the base branch. */
export async function missingSince(project: Project, ref?: string): Promise<Missing> {
  const reading = await project.read();
  const changes = await changesIn(project, reading, {});
  const since = ref ?? (await baseOf(project, changes.config.baseBranch));
  const affected = await affectedSince(project, since);
  const missing = await lackingChangesets(project, { since, affected: affected.packages, changes });
  return { since, reading, changes, affected, missing };
}

export interface Asked {
  /** What the packages were affected since, as it was named. */
  readonly since: string;
  readonly affected: readonly AffectedPackage[];
  readonly changes: Changes;
}

/**
 * Of the affected packages, those that need a changeset and have none. One whose version was changed meanwhile has used
 * its changesets up: so the branch of a release, and a release commit, lack none.
 */
export async function lackingChangesets(
  project: Project,
  { since, affected, changes }: Asked,
): Promise<readonly AffectedPackage[]> {
  const workspace = await project.read();
  const unnamed = missingChangesets(affected, workspace, changes);
  if (unnamed.length === 0) return [];
  const names = new Set(unnamed.map(({ name }) => name));
  const asked = workspace.packages.filter(({ name }) => names.has(name));
  const bumped = await bumpedSince(project.git, since, asked);
  return unnamed.filter(({ name }) => !bumped.has(name));
}

/** The base branch as the remote has it: the one of this clone may be behind, or missing. */
async function baseOf({ git }: Project, branch: string): Promise<string> {
  const remote = `origin/${branch}`;
  try {
    await git.resolve(remote);
    return remote;
  } catch (error) {
    if (error instanceof ReleaseError && error.code === "GIT_UNKNOWN_REF") return branch;
    throw error;
  }
}
