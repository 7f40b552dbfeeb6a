import { findCycle } from "../../scheduling/order.ts";
import { cyclicGroups } from "../cyclic-groups.ts";
import type { Rule } from "./rule.ts";

/** No order can make each package visible after its dependencies when they depend on each other. */
export const noCycles: Rule = ({ published }) => {
  const nodes = new Map(published.map((release) => [release.name, release]));
  const groups = cyclicGroups(published).filter((group) => group.length > 1);
  return groups.flatMap((group) => {
    const cycle = findCycle(group.flatMap((name) => nodes.get(name) ?? []));
    if (cycle === undefined) return [];
    return {
      code: "PLAN_CYCLE",
      message: `These packages depend on each other, so none can be released first: ${cycle.join(" → ")}`,
      hint: "Take one of these dependencies out, or make it a devDependency: those do not count.",
    };
  });
};
