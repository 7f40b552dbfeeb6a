import { carryOut } from "@convoy/engine";
import type { Host } from "../host.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { openProject } from "../wiring/project.ts";
import { inSession, nothingToDo, type RunOptions } from "../wiring/session.ts";
import { orderFor } from "../wiring/order.ts";

/** Versions, builds and publishes as one: all of the plan arrives, or nothing of it is left. */
export async function release(host: Host, options: RunOptions): Promise<number> {
  const project = await openProject(host, options);
  return inSession(project, options, {
    asked: "forward",
    run: async ({ ports }) => {
      const { plan } = await planFromChanges(project, options);
      if (plan.releases.length > 0) return carryOut(orderFor(project, "release", plan), ports);
      const report = nothingToDo(ports.counter.requests);
      ports.emit({ kind: "release-ended", ...report });
      return report;
    },
  });
}
