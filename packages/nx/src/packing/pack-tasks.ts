import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { ReleaseError, type Artifact } from "@convoy/core";
import { PACK_FOLDER, packPackages } from "@convoy/workspace";
import { readIfThere } from "../read-if-there.ts";
import type { NxExecutorContext, NxTask, NxTaskResult } from "../release/nx-types.ts";
import { packagesOf } from "../release/packages-of-tasks.ts";
import { failureText } from "../release/run-release.ts";

export interface PackWork {
  readonly tasks: readonly NxTask[];
  readonly context: NxExecutorContext;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Packs the packages of all tasks with one process, each into the folder that is its output for the cache of Nx. */
export async function packTasks({ tasks, context, env }: PackWork): Promise<Record<string, NxTaskResult>> {
  const cache = join(context.root, PACK_FOLDER);
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, ".packing-"));
  try {
    const { projects } = context.projectsConfigurations;
    const packages = await packagesOf(
      context,
      tasks.map(({ target }) => target.project),
    );
    const named = tasks.map((task) => ({ task, ...packages(task.target.project) }));
    const artifacts = await packPackages({
      root: context.root,
      releases: named.map(({ task, name, version }) => ({
        name,
        dir: projects[task.target.project]?.root ?? "",
        to: version,
      })),
      folder,
      env,
      signal: new AbortController().signal,
      allow: await allowedFiles(context.root),
    });
    const byName = new Map(artifacts.map((artifact) => [artifact.name, artifact]));
    const kept = named.map(async ({ task, name }) => {
      const home = join(cache, projects[task.target.project]?.root ?? "");
      return [task.id, await keep(byName.get(name), home)] as const;
    });
    return Object.fromEntries(await Promise.all(kept));
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const result = { success: false, status: "failure", terminalOutput: `${failureText(error)}\n` } as const;
    return Object.fromEntries(tasks.map(({ id }) => [id, result]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keep(artifact: Artifact | undefined, folder: string): Promise<NxTaskResult> {
  if (artifact === undefined)
    return { success: false, status: "failure", terminalOutput: "was not packed\n" };
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await rename(artifact.path, join(folder, basename(artifact.path)));
  const { name, version, size, integrity } = artifact;
  return {
    success: true,
    status: "success",
    terminalOutput: `${name}@${version}  ${size} bytes  ${integrity}\n`,
  };
}

/** `allowFiles` of convoy.json, where there is one; what else stands there is for the command to read and to check. */
async function allowedFiles(root: string): Promise<readonly string[]> {
  const text = (await readIfThere(join(root, "convoy.json"))) ?? "{}";
  return (JSON.parse(text) as { readonly allowFiles?: readonly string[] }).allowFiles ?? [];
}
