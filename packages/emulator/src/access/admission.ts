import { denialByIdentity, denialByPolicy, denialByRule, parseDenyRule, readIdentityPolicy } from "./deny.ts";
import { Quotas } from "./quotas.ts";
import type { PermissionLog } from "../inspection/permission-log.ts";
import type { Prepared } from "../plane.ts";
import type { EmulatorOptions } from "../options.ts";
import type { World } from "../world.ts";

/** What stands between a caller who is known and the service: quotas, then permissions. */
export function admission(
  world: World,
  { deny = [], policy, log }: Pick<EmulatorOptions, "deny" | "policy"> & { readonly log: PermissionLog },
): (prepared: Prepared) => void {
  const rules = deny.map(parseDenyRule);
  const own = policy === undefined ? undefined : readIdentityPolicy(policy);
  const npmCountsAsPublish = world.assumptions.npmPublishQuota === "publish";
  const quotas = world.quotas === "aws" ? new Quotas(world.clock, { npmCountsAsPublish }) : undefined;
  return (prepared) => {
    const throttling = quotas?.refusal(prepared);
    if (throttling !== undefined) throw throttling;
    for (const permission of prepared.permissions()) {
      log.record(permission);
      const denial =
        denialByRule(rules, permission) ??
        (own === undefined ? undefined : denialByIdentity(own, permission)) ??
        denialByPolicy(world, permission);
      if (denial !== undefined) throw denial;
    }
  };
}
