import { denialByPolicy, denialByRule, parseDenyRule } from "./deny.ts";
import { Quotas } from "./quotas.ts";
import type { Prepared } from "../plane.ts";
import type { World } from "../world.ts";

/** What stands between a caller who is known and the service: quotas, then permissions. */
export function admission(world: World, denyRules: readonly string[]): (prepared: Prepared) => void {
  const rules = denyRules.map(parseDenyRule);
  const npmCountsAsPublish = world.assumptions.npmPublishQuota === "publish";
  const quotas = world.quotas === "aws" ? new Quotas(world.clock, { npmCountsAsPublish }) : undefined;
  return (prepared) => {
    const throttling = quotas?.refusal(prepared);
    if (throttling !== undefined) throw throttling;
    for (const permission of prepared.permissions()) {
      const denial = denialByRule(rules, permission) ?? denialByPolicy(world, permission);
      if (denial !== undefined) throw denial;
    }
  };
}
