import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { readIfThere } from "../read-if-there.ts";
import type { NxExecutorContext, NxTask } from "./nx-types.ts";

export interface PackageOfProject {
  readonly name: string;
  readonly version: string;
}

/** The package of a project. Throws `NX_NO_PACKAGE` where it is none. */
export type PackagesOfProjects = (project: string) => PackageOfProject;

export const PUBLISH_TARGET = "nx-release-publish";
const OUR_EXECUTOR = "@convoy/nx:publish";

/** Whether the project is published by this executor, and not by another one. */
export function isOurs({ projectsConfigurations }: NxExecutorContext, project: string): boolean {
  const targets = projectsConfigurations.projects[project]?.targets;
  return targets?.[PUBLISH_TARGET]?.executor === OUR_EXECUTOR;
}

/** Reads the manifests of all projects that are published by us. */
export function packagesToPublish(context: NxExecutorContext): Promise<PackagesOfProjects> {
  const projects = Object.keys(context.projectsConfigurations.projects);
  return packagesOf(
    context,
    projects.filter((project) => isOurs(context, project)),
  );
}

/** Reads the manifests of these projects. */
export async function packagesOf(
  context: Pick<NxExecutorContext, "root" | "projectsConfigurations">,
  projects: readonly string[],
): Promise<PackagesOfProjects> {
  const rootOf = (project: string): string | undefined =>
    context.projectsConfigurations.projects[project]?.root;
  const read = projects.map(
    async (project) => [project, await readManifest(context.root, rootOf(project) ?? "")] as const,
  );
  const packages = new Map(await Promise.all(read));
  return (project) => {
    const found = packages.get(project);
    if (found?.name !== undefined && found.version !== undefined)
      return { name: found.name, version: found.version };
    throw new ReleaseError(
      "NX_NO_PACKAGE",
      `project ${project} has no package.json with a name and a version`,
      {
        hint: `Take the target ${PUBLISH_TARGET} from it, or make it a package: \`nx g @convoy/nx:workspace-package\`.`,
      },
    );
  };
}

async function readManifest(root: string, folder: string): Promise<Partial<PackageOfProject>> {
  const path = join(root, folder, "package.json");
  const text = (await readIfThere(path)) ?? "{}";
  try {
    return JSON.parse(text) as Partial<PackageOfProject>;
  } catch (error) {
    throw new ReleaseError("MANIFEST_INVALID", `${path} is no JSON`, { cause: error, hint: `Mend ${path}.` });
  }
}

export interface TasksOfRun {
  /** Projects of which this run publishes the package. */
  readonly projects: readonly string[];
  /** Tasks of other kinds that come between: while one package is published, another is not built yet. */
  readonly between: readonly string[];
}

/** The whole run, of which a process without batches has one task. */
export function tasksOfRun(context: NxExecutorContext, own: readonly NxTask[]): TasksOfRun {
  const all = Object.values(context.taskGraph?.tasks ?? {});
  const tasks = all.length === 0 ? own : all;
  const publishing = tasks.filter(({ target }) => target.target === PUBLISH_TARGET);
  return {
    projects: publishing.map(({ target }) => target.project).filter((project) => isOurs(context, project)),
    between: tasks.filter(({ target }) => target.target !== PUBLISH_TARGET).map(({ id }) => id),
  };
}
