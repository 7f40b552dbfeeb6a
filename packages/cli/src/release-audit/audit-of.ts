import type { ErrorDocument, PackageReport, PlannedRelease } from "@convoy/core";
import { momentsOf, soFar, spansOf, type Moment, type ReleaseRecord, type Span } from "@convoy/engine";
import type { AuditedMoment, AuditedPackage, AuditedStep, ReleaseAudit } from "@convoy/report";

/** What is known of a release beside its record. */
export interface Known {
  readonly running: boolean | null;
  readonly next: string | null;
  readonly by: string | null;
  /** By package, in Markdown. */
  readonly changes: ReadonlyMap<string, string>;
}

/** All that the record of a release tells. The same record gives the same audit, whenever it is asked. */
export function auditOf(record: ReleaseRecord, { running, next, by, changes }: Known): ReleaseAudit {
  const { opening, state, ended, lastReport } = record;
  const { id, verb, strategy, onFailure, target, start, holder } = opening;
  const { packages, tags, commit } = soFar(record, { running: running === true });
  const commits = verb === "release" && opening.snapshot === undefined;
  return {
    format: 1,
    id,
    verb,
    state,
    outcome: ended && lastReport !== null ? lastReport.outcome : "unfinished",
    running,
    strategy,
    onFailure,
    target,
    snapshot: opening.snapshot ?? null,
    holder: { host: holder.host, pid: holder.pid, ...(holder.job === undefined ? {} : { job: holder.job }) },
    by,
    ...timesOf(record),
    git: {
      base: start.base,
      branch: start.branch,
      remote: start.remote,
      message: commits ? (opening.commitMessage.split("\n")[0] ?? "") : null,
    },
    tags,
    commit,
    packages: packagesOf(record, packages, changes),
    moments: momentsOf(record.entries).map(momentOf),
    error: lastErrorOf(record),
    next,
  };
}

/** The newest reason: a rollback that failed in its turn has another one than the release. */
function lastErrorOf({ entries }: ReleaseRecord): ErrorDocument | null {
  const decided = entries.findLast(({ kind }) => DECISIONS.has(kind));
  if (decided?.kind === "turned-back") return decided.error;
  return decided?.kind === "paused" || decided?.kind === "ended" ? (decided.report.error ?? null) : null;
}

const DECISIONS: ReadonlySet<string> = new Set(["turned-back", "paused", "ended"]);

function timesOf({
  opening,
  entries,
  ended,
}: ReleaseRecord): Pick<ReleaseAudit, "startedAt" | "endedAt" | "requests" | "durationMs"> {
  const runs = entries.flatMap((entry) => (entry.kind === "paused" || entry.kind === "ended" ? [entry] : []));
  const last = runs.at(-1);
  const sum = (of: "requests" | "durationMs"): number | null =>
    last === undefined ? null : runs.reduce((total, { report }) => total + report[of], 0);
  return {
    startedAt: iso(opening.startedAt),
    endedAt: ended && last?.at !== undefined ? iso(last.at) : null,
    requests: sum("requests"),
    durationMs: sum("durationMs"),
  };
}

function packagesOf(
  record: ReleaseRecord,
  told: readonly PackageReport[],
  changes: ReadonlyMap<string, string>,
): readonly AuditedPackage[] {
  const reports = new Map(told.map((report) => [report.name, report]));
  const steps = new Map<string, AuditedStep[]>();
  for (const span of spansOf(record.entries)) {
    const list = steps.get(span.name) ?? [];
    list.push(stepOf(span));
    steps.set(span.name, list);
  }
  return record.opening.plan.releases.map((release) => ({
    ...plannedOf(record, release),
    ...reportedOf(reports.get(release.name)),
    changes: changes.get(release.name) ?? "",
    steps: steps.get(release.name) ?? [],
  }));
}

type Planned = Omit<AuditedPackage, "outcome" | "reason" | "changes" | "steps">;

function plannedOf(
  { opening, artifacts, before }: ReleaseRecord,
  { to, ...release }: PlannedRelease,
): Planned {
  const artifact = artifacts?.get(release.name);
  const tag = opening.tags[release.name];
  return {
    ...release,
    version: to,
    ...(artifact === undefined ? {} : { integrity: artifact.integrity, size: artifact.size }),
    ...(tag === undefined ? {} : { tag }),
    distTagBefore: before.get(release.name)?.distTags[release.distTag] ?? null,
  };
}

function reportedOf(report: PackageReport | undefined): Pick<AuditedPackage, "outcome" | "reason"> {
  if (report === undefined) return { outcome: "private" };
  const { outcome, reason } = report;
  return reason === undefined ? { outcome } : { outcome, reason };
}

function stepOf({ act, from, accepted, to, error }: Span): AuditedStep {
  return {
    act,
    from: iso(from),
    ...(accepted === undefined ? {} : { accepted: iso(accepted) }),
    to: to === null ? null : iso(to),
    ...(error === undefined ? {} : { error }),
  };
}

function momentOf(moment: Moment): AuditedMoment {
  const at = moment.at === null ? null : iso(moment.at);
  if (!("report" in moment)) return { ...moment, at };
  const { outcome, requests, durationMs, error } = moment.report;
  return { at, kind: moment.kind, outcome, requests, durationMs, ...(error === undefined ? {} : { error }) };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
