// As publish.child.ts: a process that Nx has started.
import { packTasks } from "../packing/pack-tasks.ts";
import type { NxExecutorContext, NxTaskGraph, NxTaskResult } from "../release/nx-types.ts";

type Batch = readonly [
  taskGraph: NxTaskGraph,
  inputs: unknown,
  overrides: unknown,
  context: NxExecutorContext,
];

/** The tasks of a batch, all in this process. */
export async function batchPack(...[taskGraph, , , context]: Batch): Promise<Record<string, NxTaskResult>> {
  const results = await packTasks({ tasks: Object.values(taskGraph.tasks), context, env: process.env });
  process.stdout.write(
    [...new Set(Object.values(results).map(({ terminalOutput }) => terminalOutput))].join(""),
  );
  return results;
}

/** One task, where Nx makes no batches. */
export default async function pack(
  _options: unknown,
  context: NxExecutorContext,
): Promise<{ readonly success: boolean }> {
  const { projectName: project = "", targetName: target = "convoy-pack" } = context;
  const task = { id: `${project}:${target}`, target: { project, target } };
  const result = (await packTasks({ tasks: [task], context, env: process.env }))[task.id];
  process.stdout.write(result?.terminalOutput ?? "");
  return { success: result?.success === true };
}
