import { expiryOf, type Emit, type ReleasePlan } from "@convoy/core";
import { carryOut } from "@convoy/engine";
import { foreignLockFile } from "@convoy/workspace";
import type { Host } from "../host.ts";
import { endWithNothing } from "../wiring/empty-report.ts";
import { orderFor } from "../wiring/order.ts";
import { refuseUnusablePacking } from "../wiring/packing.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { mayBegin } from "../wiring/may-begin.ts";
import { staleLockFile } from "../wiring/stale-lock-file.ts";
import { inSession, type RunOptions } from "../wiring/session.ts";

/** Versions, builds and publishes as one: all of the plan arrives, or nothing of it is left. */
export async function release(host: Host, options: RunOptions): Promise<number> {
  const ended = await inSession(host, options, {
    asked: "forward",
    run: async ({ project, emit, open }) => {
      await mayBegin(project, options, emit);
      project.git.lookAhead({ commits: options.snapshot === undefined });
      const { plan, changes } = await planFromChanges(project, options);
      for (const message of changes.notes)
        emit({ kind: "noted", note: { code: "CHANGESETS_NOTE", message } });
      if (plan.releases.length === 0) return endWithNothing(emit, 0);
      await refuseUnusablePacking(project);
      emitInstall(plan, emit);
      if (foreignLockFile(project.root) !== undefined)
        emit({ kind: "noted", note: { code: "LOCK_FILE_LEFT", message: staleLockFile(project.root) } });
      const { ports } = await open();
      return carryOut(orderFor(project, { verb: "release", plan }, options), ports);
    },
  });
  return ended.exitCode;
}

/** How to get at a snapshot: nobody who does not ask for it by its name installs it. */
function emitInstall({ snapshot, releases }: ReleasePlan, emit: Emit): void {
  const first = releases.find(({ publish }) => publish !== false);
  if (snapshot === undefined || first === undefined) return;
  const expiry = expiryOf(first.to);
  const end = expiry === undefined ? "" : new Date(expiry).toISOString().slice(0, 16).replace("T", " ");
  const until = end === "" ? "" : `; it expires on ${end} UTC`;
  const message = `once it has arrived, install the snapshot by its name, as ${first.name}@${snapshot.tag}${until}`;
  emit({ kind: "noted", note: { code: "SNAPSHOT_INSTALL", message } });
}
