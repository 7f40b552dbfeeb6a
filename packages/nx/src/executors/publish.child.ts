// Nx starts a process for a batch, or for a single task, and loads this file there. No credential comes in here: the
// command that this process starts asks for its own.
import type { NxExecutorContext, NxTaskGraph, NxTaskResult } from "../release/nx-types.ts";
import type { NxProcess } from "../release/nx-process.ts";
import type { PublishOptions } from "../release/publish-options.ts";
import { publishTasks } from "../release/publish-tasks.ts";
import { isAlive, onInterrupt } from "./process.ts";

function thisProcess(): NxProcess {
  return { env: process.env, pid: process.pid, nxPid: process.ppid, isAlive, onInterrupt };
}

type Batch = readonly [
  taskGraph: NxTaskGraph,
  /** The options of each task. */
  inputs: Readonly<Record<string, PublishOptions>>,
  overrides: PublishOptions,
  context: NxExecutorContext,
];

/** The tasks of a batch, all in this process. */
export async function batchPublish(
  ...[taskGraph, inputs, overrides, context]: Batch
): Promise<Record<string, NxTaskResult>> {
  const tasks = Object.values(taskGraph.tasks);
  const options = [overrides, ...tasks.map(({ id }) => inputs[id] ?? {})];
  const { results, untold } = await publishTasks({ tasks, options, context, host: thisProcess() });
  // Nx shows no text of a task that was in a batch.
  if (untold) process.stdout.write([...new Set(Object.values(results).map(textOf))].join(""));
  return results;
}

/** One task, where Nx makes no batches. */
export default async function publish(
  options: PublishOptions,
  context: NxExecutorContext,
): Promise<{ readonly success: boolean }> {
  const { projectName: project = "", targetName: target = "nx-release-publish" } = context;
  const task = { id: `${project}:${target}`, target: { project, target } };
  const { results } = await publishTasks({
    tasks: [task],
    options: [options],
    context,
    host: thisProcess(),
  });
  const result = results[task.id];
  process.stdout.write(result?.terminalOutput ?? "");
  return { success: result?.success === true };
}

function textOf({ terminalOutput }: NxTaskResult): string {
  return terminalOutput;
}
