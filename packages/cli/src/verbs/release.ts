import { carryOut } from "@convoy/engine";
import type { Host } from "../host.ts";
import { endWithNothing } from "../wiring/empty-report.ts";
import { orderFor } from "../wiring/order.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { mayBegin } from "../wiring/may-begin.ts";
import { inSession, type RunOptions } from "../wiring/session.ts";

/** Versions, builds and publishes as one: all of the plan arrives, or nothing of it is left. */
export async function release(host: Host, options: RunOptions): Promise<number> {
  return inSession(host, options, {
    asked: "forward",
    run: async ({ project, emit, open }) => {
      await mayBegin(project, options, emit);
      project.git.lookAhead({ commits: options.snapshot === undefined });
      const { plan, changes } = await planFromChanges(project, options);
      for (const message of changes.notes)
        emit({ kind: "noted", note: { code: "CHANGESETS_NOTE", message } });
      if (plan.releases.length === 0) return endWithNothing(emit, 0);
      const { ports } = await open();
      return carryOut(orderFor(project, { verb: "release", plan }, options), ports);
    },
  });
}
