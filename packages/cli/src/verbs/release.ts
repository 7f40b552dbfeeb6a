import { expiryOf, ReleaseError, type Emit, type ReleasePlan, type ReleaseReport } from "@convoy/core";
import { carryOut } from "@convoy/engine";
import { foreignLockFile } from "@convoy/workspace";
import { printNotes } from "../answer.ts";
import type { Host } from "../host.ts";
import type { Teller } from "../pull-request/tell-snapshot.ts";
import type { PullRequestOptions } from "../pull-request/this-pull-request.ts";
import { endWithNothing } from "../wiring/empty-report.ts";
import { orderFor } from "../wiring/order.ts";
import { refuseUnusablePacking } from "../wiring/packing.ts";
import { planFromChanges } from "../wiring/plans.ts";
import { mayBegin } from "../wiring/may-begin.ts";
import { staleLockFile } from "../wiring/stale-lock-file.ts";
import { unreleasedNeeds } from "../wiring/unreleased-needs.ts";
import { inSession, type RunOptions, type Session } from "../wiring/session.ts";

export interface ReleaseOptions extends RunOptions, PullRequestOptions {
  /** Tell the pull request how to install the snapshot. */
  readonly comment?: true;
}

/** Versions, builds and publishes as one: all of the plan arrives, or nothing of it is left. */
export async function release(host: Host, options: ReleaseOptions): Promise<number> {
  const run = (session: Session): Promise<ReleaseReport> => releaseIn(session, options);
  return (await inSession(host, options, { asked: "forward", run })).exitCode;
}

/** The same in a session that is open. */
export async function releaseIn(
  { project, emit, open }: Session,
  options: ReleaseOptions,
): Promise<ReleaseReport> {
  const tell = await tellerFor(project, options);
  await mayBegin(project, options, emit);
  project.git.lookAhead({ commits: options.snapshot === undefined });
  const { plan, changes } = await planFromChanges(project, options);
  for (const message of changes.notes) emit({ kind: "noted", note: { code: "CHANGESETS_NOTE", message } });
  if (plan.releases.length === 0) {
    emit({ kind: "noted", note: NOTHING_ASKED });
    return endWithNothing(emit, 0);
  }
  await refuseUnusablePacking(project);
  emitInstall(plan, emit);
  if (foreignLockFile(project.root) !== undefined)
    emit({ kind: "noted", note: { code: "LOCK_FILE_LEFT", message: staleLockFile(project.root) } });
  const { opened, ports } = await open();
  for (const note of await unreleasedNeeds(project, plan, opened)) emit({ kind: "noted", note });
  const report = await carryOut(orderFor(project, { verb: "release", plan }, options), ports);
  printNotes(project.host, await tell(plan, report));
  return report;
}

const NOTHING_ASKED = {
  code: "NO_CHANGESETS",
  message: "no changeset asks for a release",
  hint: "`convoy change` writes one. `convoy publish` publishes the versions in the manifests that the channel lacks.",
};

async function tellerFor(project: Session["project"], options: ReleaseOptions): Promise<Teller> {
  if (!options.comment) return () => Promise.resolve([]);
  if (options.snapshot !== undefined) {
    const { snapshotTeller } = await import("../pull-request/tell-snapshot.ts");
    return snapshotTeller(project, options);
  }
  throw new ReleaseError("USAGE", "`--comment` tells a pull request of a snapshot, and none is asked for", {
    hint: "Add `--snapshot NAME`. What a release would hold, `convoy pr` and `convoy check --comment` tell.",
  });
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
