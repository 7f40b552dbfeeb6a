import { carryOut } from "@convoy/engine";
import type { Host } from "../host.ts";
import { lookAtAll } from "../wiring/channel.ts";
import { orderFor } from "../wiring/order.ts";
import { planFromManifests } from "../wiring/plans.ts";
import { openProject } from "../wiring/project.ts";
import { inSession, nothingToDo, type RunOptions } from "../wiring/session.ts";

/** Publishes the versions in the manifests that the channel lacks. No version changes, and no commit is made. */
export async function publish(host: Host, options: RunOptions): Promise<number> {
  const project = await openProject(host, options);
  return inSession(project, options, {
    asked: "forward",
    run: async ({ opened, ports }) => {
      const channel = await lookAtAll(project.reading, opened);
      const plan = await planFromManifests(project, channel, options);
      if (plan.releases.length > 0)
        return carryOut({ ...orderFor(project, "publish", plan), seen: channel }, ports);
      const report = nothingToDo(ports.counter.requests);
      ports.emit({ kind: "release-ended", ...report });
      return report;
    },
  });
}
