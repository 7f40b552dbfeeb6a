import { commitOfChangeset, type ReleasePlan } from "@convoy/core";
import {
  readChanges,
  type Changes,
  type ReadChangesOptions,
  type SnapshotRequest,
  type WorkspaceReading,
} from "@convoy/workspace";
import type { Project } from "./project.ts";
import { requestOf } from "./snapshots.ts";
import { tagNamer } from "./tags.ts";

/** What the user says of where changes come from. */
export interface ChangesAsked {
  /** Default `changesets`. */
  readonly changesFrom?: "changesets" | "commits" | undefined;
}

/** What changes are asked for. */
export interface ChangesWanted extends ChangesAsked {
  readonly snapshot?: SnapshotRequest | undefined;
}

/** The workspace's changes, with what was passed over on the way among the notes. */
export async function changesIn(
  project: Project,
  reading: WorkspaceReading,
  wanted: ChangesWanted,
): Promise<Changes> {
  const { notes, ...options } = await changesOptions(project, wanted);
  const changes = await readChanges(reading, options);
  return { ...changes, notes: [...notes, ...changes.notes] };
}

/** What has to be known to work out these changes, here or in a process of its own. */
export async function changesOptions(
  { config, git, read }: Project,
  { snapshot, changesFrom }: ChangesWanted,
): Promise<ReadChangesOptions & { readonly notes: readonly string[] }> {
  const { commitTypes, env: _env, ...rules } = config?.versions ?? {};
  const common = { rules, ...(snapshot && { snapshot }) };
  if (changesFrom !== "commits") return { ...common, notes: [] };
  const request = { tagOf: tagNamer(config ?? {}), types: commitTypes };
  const { changes, notes } = await git.changesFromCommits(await read(), request);
  return { ...common, commits: changes, notes };
}

/** The question that a plan answers: whoever carries it out, here or after a resume, does not have to be told it again. */
export function askedBy(plan: ReleasePlan): ChangesWanted {
  const reasons = plan.releases.flatMap(({ because }) => because);
  const isOfCommits = reasons.some((one) => one.kind === "change" && commitOfChangeset(one.changeset));
  return { snapshot: requestOf(plan), changesFrom: isOfCommits ? "commits" : "changesets" };
}
