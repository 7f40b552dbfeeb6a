import type { ReleasePlan } from "../model/plan.ts";
import type { Workspace } from "../model/workspace.ts";
import { packagesByName } from "./needs.ts";
import { noCycles } from "./rules/cycles.ts";
import { needsArePublic, rangesAdmitSiblings } from "./rules/dependencies.ts";
import { distTagsAreValid, namesAreValid } from "./rules/names.ts";
import type { PlanFacts, PlanView, Problem, Rule } from "./rules/rule.ts";
import { versionsAreValid, versionsIncrease } from "./rules/versions.ts";

const RULES: readonly Rule[] = [
  namesAreValid,
  versionsAreValid,
  versionsIncrease,
  distTagsAreValid,
  needsArePublic,
  rangesAdmitSiblings,
  noCycles,
];

/** Everything that is wrong with the plan, at once. A plan with a problem must not be carried out. */
export function problemsIn(
  plan: ReleasePlan,
  workspace: Workspace,
  facts: PlanFacts = {},
): readonly Problem[] {
  const view: PlanView = {
    plan,
    workspace,
    published: plan.releases.filter(({ publish }) => publish !== false),
    releases: new Map(plan.releases.map((release) => [release.name, release])),
    packages: packagesByName(workspace.packages),
    facts,
  };
  return RULES.flatMap((rule) => rule(view));
}
