import type { ReleasePlan } from "@convoy/core";
import { applyVersionsInChild } from "@convoy/workspace";
import type { Answer, CommonOptions } from "../answer.ts";
import { refuseUnfinished } from "@convoy/engine";
import type { Host } from "../host.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { openProject, type Project } from "../wiring/project.ts";
import { isRunningHere } from "../wiring/holder.ts";
import { recordsOf } from "../wiring/records.ts";
import { emitNxPlans } from "../wiring/nx-plans.ts";
import { commitMessageOf } from "../wiring/tags.ts";
import { requestOf } from "../wiring/snapshots.ts";

export interface VersionVerbOptions extends CommonOptions {
  readonly snapshot?: string;
  readonly commit?: true;
  /** Hand the changesets on to `nx release version`, and write nothing else. */
  readonly emitNxPlans?: true;
}

/** Applies the changesets to manifests, changelogs and lock file. Nothing is published and nothing is tagged. */
export async function version(host: Host, options: VersionVerbOptions): Promise<Answer> {
  const project = await openProject(host, options);
  await refuseUnfinished({ ...recordsOf(project), isRunning: isRunningHere(host) });
  const { plan, changes } = await planFromChanges(project, options);
  if (options.emitNxPlans) return emitNxPlans(project, changes);
  if (plan.releases.length === 0) return answerOf(plan, { files: [], lockFile: "unchanged", commit: null });
  // What stands in the way of a commit is said before the first file is written.
  const start = options.commit ? await project.git.preflight({ tags: [], commits: true }) : undefined;
  const applied = await apply(project, plan);
  const commit = start ? await commitFiles(project, plan, { start, files: applied.files }) : null;
  return { ...answerOf(plan, { ...applied, commit }), notes: changes.notes };
}

interface Applied {
  readonly files: readonly string[];
  readonly lockFile: "updated" | "unchanged" | "left";
}

/** In a process of its own, as everywhere: the changelog module of the workspace may be anything. */
async function apply({ host, root }: Project, plan: ReleasePlan): Promise<Applied> {
  const snapshot = requestOf(plan);
  const planned = Object.fromEntries(plan.releases.map(({ name, to }) => [name, to]));
  return applyVersionsInChild(
    root,
    { environment: host.env, planned, ...(snapshot && { snapshot }) },
    new AbortController().signal,
  );
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

function answerOf(plan: ReleasePlan, applied: Applied & { readonly commit: string | null }): Answer {
  const { files, lockFile, commit } = applied;
  const versions = plan.releases.map(({ name, from, to }) => ({ name, from, to }));
  const lines = versions.map(({ name, from, to }) => `${name} ${from} → ${to}`);
  const left =
    lockFile === "left"
      ? ["The lock file was left as it is: bring it up to date with its package manager."]
      : [];
  const text =
    versions.length === 0
      ? "No changeset asks for a release."
      : [...lines, `${files.length} files written.`, ...left].join("\n");
  return {
    document: { format: 1, releases: versions, files, lockFile, commit },
    text: commit === null ? text : `${text}\nCommitted as ${commit.slice(0, 12)}.`,
  };
}
