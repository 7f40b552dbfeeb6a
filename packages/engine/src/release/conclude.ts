import {
  wasThereBefore,
  type ErrorDocument,
  type PackageOutcome,
  type PackageReport,
  type PlannedRelease,
  type ReleaseOutcome,
  type ReleaseReport,
} from "@convoy/core";
import type { Run } from "./run.ts";

/** Writes the end of the run into the record and says what is where. */
export async function conclude(
  run: Run,
  outcome: ReleaseOutcome,
  error?: ErrorDocument,
): Promise<ReleaseReport> {
  const report = reportOf(run, outcome, error);
  const { records } = run.ports;
  if (outcome === "unfinished") {
    await run.note({ kind: "paused", report });
  } else {
    await run.note({ kind: "ended", report });
    await records.dropArtifacts(run.record.opening.id);
  }
  await run.close();
  await records.prune();
  run.ports.emit({ kind: "release-ended", ...report });
  return report;
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
