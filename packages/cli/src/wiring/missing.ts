import { ReleaseError, type AffectedPackage } from "@convoy/core";
import { missingChangesets, type Changes, type WorkspaceReading } from "@convoy/workspace";
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
  const missing = missingChangesets(affected.packages, reading, changes);
  return { since, reading, changes, affected, missing };
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
