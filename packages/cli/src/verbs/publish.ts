import { carryOut } from "@convoy/engine";
import type { Host } from "../host.ts";
import { lookAtAll } from "../wiring/channel.ts";
import { endWithNothing } from "../wiring/empty-report.ts";
import { orderFor } from "../wiring/order.ts";
import { planFromManifests } from "../wiring/plans.ts";
import { mayBegin } from "../wiring/may-begin.ts";
import { inSession, type RunOptions } from "../wiring/session.ts";

/** Publishes the versions in the manifests that the channel lacks. No version changes, and no commit is made. */
export async function publish(host: Host, options: RunOptions): Promise<number> {
  return inSession(host, options, {
    asked: "forward",
    run: async ({ project, emit, open }) => {
      await mayBegin(project, options, emit);
      const reading = await project.read();
      const { opened, ports } = await open();
      const channel = await lookAtAll(reading, opened);
      const plan = await planFromManifests(project, channel, options);
      if (plan.releases.length === 0) return endWithNothing(emit, opened.requests);
      return carryOut(orderFor(project, { verb: "publish", plan, seen: channel }, options), ports);
    },
  });
}
