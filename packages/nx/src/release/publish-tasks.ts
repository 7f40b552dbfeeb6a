import { ReleaseError } from "@convoy/core";
import { gitIn } from "./git.ts";
import type { NxProcess } from "./nx-process.ts";
import type { NxExecutorContext, NxTask, NxTaskResult } from "./nx-types.ts";
import { packagesToPublish, tasksOfRun, type PackagesOfProjects } from "./packages-of-tasks.ts";
import { runOptions, type PublishOptions, type RunOptions } from "./publish-options.ts";
import { runKey } from "./run-key.ts";
import { carryOut, failureText } from "./run-release.ts";
import { openSession, type SessionState } from "./session.ts";
import { dryResultsOf, idleResultsOf, resultsOf, type PublishTask } from "./task-results.ts";

export interface PublishWork {
  /** The tasks to report on. */
  readonly tasks: readonly NxTask[];
  readonly options: readonly PublishOptions[];
  readonly context: NxExecutorContext;
  readonly host: NxProcess;
}

export interface PublishAnswer {
  /** One for every task. */
  readonly results: Record<string, NxTaskResult>;
  /** Somebody else, or nobody, has told the user what became of these packages. */
  readonly untold: boolean;
}

/**
 * Publishes what the tasks stand for, as part of the one release that this run of Nx makes. Whoever comes first carries
 * it out, for the groups that follow as well; the others find it done, or failed. Answers a result for every task.
 */
export async function publishTasks(work: PublishWork): Promise<PublishAnswer> {
  const others = Object.values(work.context.taskGraph?.tasks ?? {}).map(
    ({ overrides }): PublishOptions => overrides ?? {},
  );
  const options = runOptions([...work.options, ...others], work.host.env);
  const packages = await packagesToPublish(work.context);
  const { idle, tasks } = sorted(work.tasks, packages, options);
  if (options.dryRun) return { results: { ...idle, ...dryResultsOf(tasks) }, untold: true };
  if (tasks.length === 0) return { results: idle, untold: true };
  try {
    const { state, joined } = await joinRelease(work, { options, packages, tasks });
    return { results: { ...idle, ...resultsOf(tasks, state) }, untold: joined };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const failed = { packages: {}, failed: failureText(error) };
    return { results: { ...idle, ...resultsOf(tasks, failed) }, untold: true };
  }
}

/** The tasks with their packages, and apart from them those of projects that `nx release` has given no new version. */
function sorted(
  all: readonly NxTask[],
  packages: PackagesOfProjects,
  { versions }: RunOptions,
): { readonly idle: Record<string, NxTaskResult>; readonly tasks: readonly PublishTask[] } {
  const tasks: PublishTask[] = [];
  const idle: PublishTask[] = [];
  for (const task of all) {
    const { project } = task.target;
    const version = versions === undefined ? undefined : versions[project]?.newVersion;
    const found = packages(project);
    const known = { task, name: found.name, version: version ?? found.version };
    (versions !== undefined && typeof version !== "string" ? idle : tasks).push(known);
  }
  return { idle: idleResultsOf(idle), tasks };
}

interface Joining {
  readonly options: RunOptions;
  readonly packages: PackagesOfProjects;
  readonly tasks: readonly PublishTask[];
}

interface Joined {
  readonly state: SessionState;
  /** It had been carried out, or had failed, before. */
  readonly joined: boolean;
}

async function joinRelease(work: PublishWork, { options, packages, tasks }: Joining): Promise<Joined> {
  const { context, host } = work;
  const git = gitIn(context.root, host.env);
  const gitDirectory = await git.directory();
  const key = await runKey(host.nxPid);
  const session = await openSession({ gitDirectory, key, isAlive: host.isAlive, pid: host.pid });
  let joined = false;
  const after = await session.update((state, keep) => {
    joined = state.failed !== null || tasks.every(({ name }) => Object.hasOwn(state.packages, name));
    if (joined) return Promise.resolve(state);
    const now = tasksOfRun(context, work.tasks);
    return carryOut({ context, host, options, packages, git, now }, { state, keep, file: session.file });
  });
  return { state: after, joined };
}
