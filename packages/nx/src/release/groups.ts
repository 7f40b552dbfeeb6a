import type { NxProjectGraph } from "./nx-types.ts";

/** A release group as Nx has resolved it. */
export interface ReleaseGroup {
  readonly name: string;
  readonly projects: readonly string[];
  /** How its tags are called, such as `{projectName}@{version}`. */
  readonly tagPattern: string;
}

/** The groups in the order in which Nx publishes them: what others depend on first; a cycle is cut where it is met. */
export function inPublishOrder(
  groups: readonly ReleaseGroup[],
  { dependencies }: NxProjectGraph,
): readonly ReleaseGroup[] {
  const groupOf = new Map(
    groups.flatMap((group) => group.projects.map((project) => [project, group] as const)),
  );
  const ordered = new Set<ReleaseGroup>();
  const visited = new Set<ReleaseGroup>();
  const visit = (group: ReleaseGroup): void => {
    if (visited.has(group)) return;
    visited.add(group);
    for (const project of group.projects)
      for (const { target } of dependencies[project] ?? []) {
        const needed = groupOf.get(target);
        if (needed !== undefined) visit(needed);
      }
    ordered.add(group);
  };
  groups.forEach(visit);
  return [...ordered];
}

/** The tag of a project under the pattern of its group. */
export function tagName(
  group: Pick<ReleaseGroup, "name" | "tagPattern">,
  project: string,
  version: string,
): string {
  return group.tagPattern
    .replaceAll("{version}", version)
    .replaceAll("{projectName}", project)
    .replaceAll("{releaseGroupName}", group.name);
}

/** Where Nx could not be asked: its two default patterns, for every project. */
export function defaultGroups(projects: readonly string[]): readonly ReleaseGroup[] {
  return ["{projectName}@{version}", "v{version}"].map((tagPattern) => ({ name: "", projects, tagPattern }));
}
