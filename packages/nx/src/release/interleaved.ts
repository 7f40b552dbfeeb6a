import type { ErrorDocument } from "@convoy/core";
import type { NxExecutorContext, NxTargetDependency } from "./nx-types.ts";
import { PUBLISH_TARGET, type TasksOfRun } from "./packages-of-tasks.ts";

export interface InterleavedQuestion {
  readonly now: TasksOfRun;
  /** All projects that the release is to publish, those of later groups too. */
  readonly scope: readonly string[];
  readonly context: Pick<NxExecutorContext, "projectsConfigurations">;
}

/**
 * Everything is packed before the first byte is sent, so nothing may be left to build by then: neither in this run of
 * tasks, nor in that of a group which follows. A package alone has what it depends on behind it.
 */
export function interleaved({ now, scope, context }: InterleavedQuestion): ErrorDocument | undefined {
  if (scope.length < 2) return undefined;
  const others = [...new Set([...now.between, ...scope.flatMap((project) => neededBy(project, context))])];
  if (others.length === 0) return undefined;
  const more = others.length > 3 ? ` and ${others.length - 3} more` : "";
  return {
    code: "NX_BUILD_INTERLEAVED",
    message: `other targets run together with nx-release-publish, so packages would be published before others are built: ${others.slice(0, 3).join(", ")}${more}`,
    hint: 'Take them from the `dependsOn` of nx-release-publish, and build first: `"release": {"version": {"preVersionCommand": "nx run-many -t build"}}` in nx.json.',
  };
}

/** What `nx-release-publish` of the project depends on, as far as there is such a target anywhere. */
function neededBy(
  project: string,
  { projectsConfigurations: { projects } }: InterleavedQuestion["context"],
): readonly string[] {
  const { dependsOn = [] } = projects[project]?.targets?.[PUBLISH_TARGET] ?? {};
  return dependsOn
    .map(targetOf)
    .filter((target) => target !== PUBLISH_TARGET)
    .filter((target) => Object.values(projects).some(({ targets = {} }) => Object.hasOwn(targets, target)))
    .map((target) => `${project} needs ${target}`);
}

function targetOf(dependency: NxTargetDependency): string {
  return typeof dependency === "string" ? dependency.replace(/^\^/, "") : dependency.target;
}
