import type { Strategy } from "../model/goal.ts";
import type { PlanEstimate, PlannedRelease, ReleasePlan } from "../model/plan.ts";
import type { Workspace } from "../model/workspace.ts";
import { chainLengths } from "../scheduling/order.ts";
import { byName, needsOf, packagesByName } from "./needs.ts";
import { totalOrder } from "./total-order.ts";

/** A release before its place among the others is known. */
export type Draft = Omit<PlannedRelease, "after">;

export interface PlanHead {
  readonly commit: string;
  readonly strategy: Strategy;
  readonly workspace: Workspace;
}

/** Staged: preflight, upload, read back, promote, read back. Direct: preflight, upload, read back. */
const REQUESTS_A_PACKAGE: Readonly<Record<Strategy, number>> = { staged: 5, direct: 3 };

/** The plan over these releases: what comes after what, in which order, and what it costs. */
export function orderedPlan(
  { commit, strategy, workspace }: PlanHead,
  drafts: readonly Draft[],
): ReleasePlan {
  const packages = packagesByName(workspace.packages);
  const drafted = new Map(drafts.map((draft) => [draft.name, draft]));
  const nodes = drafts.map((draft) => {
    const needs = packages.get(draft.name);
    const names = new Set(
      (needs ? needsOf(needs) : []).map(({ name }) => name).filter((name) => drafted.has(name)),
    );
    return { name: draft.name, after: [...names].toSorted(byName) };
  });
  const releases = totalOrder(nodes).flatMap(({ name, after }): PlannedRelease[] => {
    const draft = drafted.get(name);
    if (draft === undefined) return [];
    const first = after.filter((dependency) => drafted.get(dependency)?.publish !== false);
    return [inReadingOrder(draft, first)];
  });
  return { format: 1, commit, releases, estimate: estimate(releases, strategy) };
}

function estimate(releases: readonly PlannedRelease[], strategy: Strategy): PlanEstimate {
  const published = releases.filter(({ publish }) => publish !== false);
  let depth = 0;
  for (const length of chainLengths(published).values()) depth = Math.max(depth, length);
  return { requests: published.length * REQUESTS_A_PACKAGE[strategy], depth };
}

function inReadingOrder({ distTag, publish, ...rest }: Draft, after: readonly string[]): PlannedRelease {
  return { ...rest, after, distTag, ...(publish === undefined ? {} : { publish }) };
}
