import type { ReleasePlan } from "@convoy/core";
import type { ReleaseOrder, ReleaseVerb } from "@convoy/engine";
import { configOf, type Project } from "./project.ts";
import { commitMessageOf, tagsOf } from "./tags.ts";

/** The plan with what the settings say about it. */
export function orderFor(project: Project, verb: ReleaseVerb, plan: ReleasePlan): ReleaseOrder {
  const config = configOf(project);
  return {
    verb,
    plan,
    onFailure: config.onFailure ?? "rollback",
    tags: tagsOf(plan, config),
    commitMessage: commitMessageOf(plan, config),
  };
}
