import type { ReleasePlan } from "@convoy/core";
import { applyVersionsInChild, type VersionResult } from "@convoy/workspace";
import type { Answer, CommonOptions } from "../answer.ts";
import { refuseUnfinished } from "@convoy/engine";
import type { Host } from "../host.ts";
import type { ChangesAsked } from "../wiring/changes.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { openProject, type Project } from "../wiring/project.ts";
import { isRunningHere } from "../wiring/holder.ts";
import { recordsOf } from "../wiring/records.ts";
import { emitNxPlans } from "../wiring/nx-plans.ts";
import { commitMessageOf } from "../wiring/tags.ts";
import { staleLockFile } from "../wiring/stale-lock-file.ts";
import { versionOptions } from "../wiring/version-options.ts";

export interface VersionVerbOptions extends CommonOptions, ChangesAsked {
  readonly snapshot?: string;
  readonly commit?: true;
  /** Hand the changesets on to `nx release version`, and write nothing else. */
  readonly emitNxPlans?: true;
}

/** Applies the changesets to manifests, changelogs and lock file. Nothing is published and nothing is tagged. */
export async function version(host: Host, options: VersionVerbOptions): Promise<Answer> {
  const project = await openProject(host, options);
  await refuseUnfinished({ ...recordsOf(project), isRunning: isRunningHere(host) });
  const { changesFrom } = options;
  const { plan, changes } = await planFromChanges(project, options);
  if (options.emitNxPlans) return emitNxPlans(project, changes);
  if (plan.releases.length === 0)
    return answerOf(project, plan, { files: [], lockFile: "unchanged", commit: null, changesFrom });
  // What stands in the way of a commit is said before the first file is written.
  const start = options.commit ? await project.git.preflight({ tags: [], commits: true }) : undefined;
  const { signal } = new AbortController();
  const applied = await applyVersionsInChild(project.root, await versionOptions(project, plan), signal);
  const commit = start ? await commitFiles(project, plan, { start, files: applied.files }) : null;
  return { ...answerOf(project, plan, { ...applied, commit, changesFrom }), notes: changes.notes };
}

async function commitFiles(
  { git, config }: Project,
  plan: ReleasePlan,
  {
    start,
    files,
  }: { readonly start: Awaited<ReturnType<Project["git"]["preflight"]>>; readonly files: readonly string[] },
): Promise<string> {
  const changes = await git.tree.recordChanges(start.base, files);
  const refs = await git.prepare(start, {
    commit: { message: commitMessageOf(plan, config ?? {}), files: changes.map(({ path }) => path) },
    tags: {},
    date: Math.floor(Date.now() / 1000),
  });
  await git.adopt(refs);
  return refs.commit;
}

function answerOf(
  { root }: Project,
  plan: ReleasePlan,
  applied: VersionResult & ChangesAsked & { readonly commit: string | null },
): Answer {
  const { files, lockFile, commit, changesFrom } = applied;
  const versions = plan.releases.map(({ name, from, to }) => ({ name, from, to }));
  const lines = versions.map(({ name, from, to }) => `${name} ${from} → ${to}`);
  const left = lockFile === "left" ? [staleLockFile(root)] : [];
  const text =
    versions.length === 0
      ? `No ${changesFrom === "commits" ? "commit" : "changeset"} asks for a release.`
      : [...lines, `${files.length} files written.`, ...left].join("\n");
  return {
    document: { format: 1, releases: versions, files, lockFile, commit },
    text: commit === null ? text : `${text}\nCommitted as ${commit.slice(0, 12)}.`,
  };
}
