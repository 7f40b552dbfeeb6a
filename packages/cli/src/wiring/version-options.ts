import type { ReleasePlan } from "@convoy/core";
import type { VersionOptions } from "@convoy/workspace";
import { askedBy, changesOptions } from "./changes.ts";
import type { Project } from "./project.ts";

/**
 * What the version step needs to make of the workspace what was planned. `exact`: the packages of a snapshot need exactly
 * each other.
 */
export async function versionOptions(
  project: Project,
  plan: ReleasePlan,
  { exact = false }: { readonly exact?: boolean } = {},
): Promise<VersionOptions> {
  const { host, config } = project;
  const { notes: _told, snapshot, ...options } = await changesOptions(project, askedBy(plan));
  return {
    ...options,
    ...(snapshot && { snapshot: exact ? { ...snapshot, exact } : snapshot }),
    environment: host.env,
    expose: config?.versions?.env ?? [],
    planned: Object.fromEntries(plan.releases.map(({ name, to }) => [name, to])),
  };
}
