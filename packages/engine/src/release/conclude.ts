import {
  describeError,
  wasThereBefore,
  type ErrorDocument,
  type PackageOutcome,
  type PackageReport,
  type PlannedRelease,
  type ReleaseOutcome,
  type ReleaseReport,
} from "@convoy/core";
import type { JournalEntry } from "../journal/entry.ts";
import type { Run } from "./run.ts";
import { share } from "./share.ts";

/** Writes the end of the run into the record and says what is where. */
export async function conclude(
  run: Run,
  outcome: ReleaseOutcome,
  error?: ErrorDocument,
): Promise<ReleaseReport> {
  const report = (outcome === "done" ? run.endTold : null) ?? reportOf(run, outcome, error);
  const { records } = run.ports;
  // Others are told first: a machine that dies in between, and never comes back, leaves them nothing to clear up.
  if (run.endTold === null) await shareEnd(run, report);
  await run.note(endOf(report));
  if (outcome !== "unfinished") await records.dropArtifacts(run.record.opening.id);
  await run.close();
  await pruneRecords(run);
  run.ports.emit({ kind: "release-ended", ...report });
  return report;
}

/** The report of a release of which nothing is left to do but to bring this clone along to its refs. */
export function reportAtCommit(run: Run): ReleaseReport {
  return {
    ...reportOf(run, "done"),
    tags: Object.values(run.record.opening.tags),
    commit: run.refs?.commit ?? null,
  };
}

function endOf(report: ReleaseReport): JournalEntry {
  return { kind: report.outcome === "unfinished" ? "paused" : "ended", report };
}

const KEPT_RECORDS = 50;

/** Tells the other machines. That this fails changes nothing of the release, and is said. */
async function shareEnd(run: Run, report: ReleaseReport): Promise<void> {
  const { emit } = run.ports;
  const ended = report.outcome !== "unfinished";
  try {
    const reply = await share(run, { unlock: ended, adding: endOf(report) });
    if (reply.kind === "unclear" || reply.kind === "refused")
      emit({ kind: "noted", note: notShared(reply.error) });
  } catch (thrown) {
    emit({ kind: "noted", note: notShared(describeError(thrown)) });
  }
}

/** Those that remain too many are forgotten by the next release. */
async function pruneRecords({ ports: { records, shared }, record, lock }: Run): Promise<void> {
  await records.prune();
  if (record.ended && lock !== null) await shared.prune(KEPT_RECORDS).catch(() => undefined);
}

function notShared({ code, message }: ErrorDocument): ErrorDocument {
  return {
    code: "RECORD_NOT_SHARED",
    message: `other clones do not know yet how the release ended: ${code}: ${message}`,
    hint: "Only the record is behind; `convoy status` in this clone has it.",
  };
}

function reportOf(run: Run, outcome: ReleaseOutcome, error?: ErrorDocument): ReleaseReport {
  const { opening, artifacts } = run.record;
  const tagged = run.belief.refs.remote === "ours";
  const packages = opening.plan.releases
    .filter(({ publish }) => publish !== false)
    .map((release): PackageReport => {
      const integrity = artifacts?.get(release.name)?.integrity;
      const reason = run.failures.get(release.name)?.message ?? run.blocked.get(release.name);
      return {
        name: release.name,
        version: release.to,
        outcome: outcomeOf(run, release, outcome),
        ...(integrity === undefined ? {} : { integrity }),
        ...(reason === undefined || outcome === "done" ? {} : { reason }),
      };
    });
  return {
    id: opening.id,
    outcome,
    packages,
    tags: tagged ? Object.values(opening.tags) : [],
    commit: tagged ? (run.refs?.commit ?? null) : null,
    requests: run.ports.counter.requests,
    durationMs: Math.round(run.ports.clock.now() - run.startedAt),
    ...(error === undefined ? {} : { error }),
  };
}

/** What stands in the channel decides; then why the package is not there. */
function outcomeOf(run: Run, { name }: PlannedRelease, outcome: ReleaseOutcome): PackageOutcome {
  const { goal } = run.record;
  if (goal !== null) {
    const wanted = run.goalOf(name);
    if (wasThereBefore(wanted, run.record.before.get(name))) return "already-published";
    const { channel } = run.belief.of(name);
    if (channel?.kind === "present" && channel.integrity === wanted.integrity) return "published";
  }
  if (run.failures.has(name)) return "failed";
  if (run.blocked.has(name)) return "blocked";
  return run.record.accepted.has(name) && outcome === "rolled-back" ? "rolled-back" : "not-started";
}
