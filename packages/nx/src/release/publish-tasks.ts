import { ReleaseError } from "@convoy/core";
import { gitIn } from "./git.ts";
import type { NxProcess } from "./nx-process.ts";
import type { NxExecutorContext, NxTask, NxTaskResult } from "./nx-types.ts";
import { packagesOf, tasksOfRun, type PackagesOfProjects } from "./packages-of-tasks.ts";
import { runOptions, type PublishOptions, type RunOptions } from "./publish-options.ts";
import { runKey } from "./run-key.ts";
import { carryOut, failureText } from "./run-release.ts";
import { openSession, type SessionState } from "./session.ts";
import { dryResultsOf, resultsOf, type PublishTask } from "./task-results.ts";

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
  const options = runOptions(work.options, work.host.env);
  const packages = await packagesOf(work.context);
  const tasks = work.tasks.map((task) => ({ task, ...packages(task.target.project) }));
  if (options.dryRun) return { results: dryResultsOf(tasks), untold: true };
  try {
    const { state, joined } = await joinRelease(work, { options, packages, tasks });
    return { results: resultsOf(tasks, state), untold: joined };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    return { results: resultsOf(tasks, { packages: {}, failed: failureText(error) }), untold: true };
  }
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
