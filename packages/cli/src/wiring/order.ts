import type { ReleaseOrder } from "@convoy/engine";
import { configOf, type Project } from "./project.ts";
import type { RunOptions } from "./session.ts";
import { commitMessageOf, tagsOf } from "./tags.ts";

/** The plan with what the settings say about it. */
export function orderFor(
  project: Project,
  what: Pick<ReleaseOrder, "verb" | "plan" | "seen">,
  { wait = 0 }: Pick<RunOptions, "wait">,
): ReleaseOrder {
  const config = configOf(project);
  const { plan } = what;
  const snapshot = plan.snapshot?.tag;
  return {
    ...what,
    onFailure: config.onFailure ?? "rollback",
    tags: snapshot === undefined ? tagsOf(plan, config) : {},
    ...(snapshot === undefined ? {} : { snapshot }),
    commitMessage: commitMessageOf(plan, config),
    waitMs: wait * 1000,
  };
}
