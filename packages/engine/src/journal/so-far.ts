import type { PackageReport, ReleaseReport } from "@convoy/core";
import type { Effect, JournalEntry } from "./entry.ts";
import type { ReleaseRecord } from "./record.ts";

/**
 * What is where, as the last report has it and by what the journal knows of the steps since, without asking anybody: of a
 * run that was killed there is no report, and of one that is `running` not yet. No package is told as published that
 * may be gone.
 */
export function soFar(
  record: ReleaseRecord,
  { running }: { readonly running: boolean },
): Pick<ReleaseReport, "packages" | "tags" | "commit"> {
  const { lastReport } = record;
  const since = entriesSinceReport(record.entries);
  const told = lastReport?.packages ?? untouched(record);
  const steps = lastStepOf(since);
  const takenBackElsewhere =
    since.some(({ kind }) => kind === "turned-back") && ![...steps.values()].some(isOfWithdrawal);
  const packages = told.map((each): PackageReport => {
    const step = steps.get(each.name);
    if (step !== undefined) return nowWith(each, outcomeAfter(step, running));
    if (each.outcome !== "published" || !takenBackElsewhere) return each;
    return nowWith(each, MAYBE_GONE);
  });
  return { packages, ...refsAfter(record, since) };
}

const MAYBE_GONE = {
  outcome: "failed",
  reason: "the release is being taken back, and this may be gone",
} as const;
const ON_ITS_WAY = "it is on its way into the channel";

type Step = Extract<JournalEntry, { readonly kind: "begun" | "settled" }>;

function entriesSinceReport(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return entries.slice(entries.findLastIndex(({ kind }) => kind === "paused" || kind === "ended") + 1);
}

function untouched({ opening, artifacts }: ReleaseRecord): readonly PackageReport[] {
  return opening.plan.releases
    .filter(({ publish }) => publish !== false)
    .map(({ name, to: version }) => {
      const integrity = artifacts?.get(name)?.integrity;
      const told = { name, version, outcome: "not-started" } as const;
      return integrity === undefined ? told : { ...told, integrity };
    });
}

/** By package; of steps that show in the channel. */
function lastStepOf(entries: readonly JournalEntry[]): ReadonlyMap<string, Step> {
  const steps = new Map<string, Step>();
  for (const entry of entries) {
    if ((entry.kind !== "begun" && entry.kind !== "settled") || !("name" in entry.effect)) continue;
    // Accepted is not visible yet.
    const accepted = entry.kind === "settled" && entry.accepted === true;
    if (showsInChannel(entry.effect) && !accepted) steps.set(entry.effect.name, entry);
  }
  return steps;
}

function showsInChannel({ act }: Effect): boolean {
  return act === "publish" || act === "promote" || act === "withdraw";
}

function isOfWithdrawal({ effect }: Step): boolean {
  return effect.act === "withdraw";
}

/** With the outcome of now: the reason was that of another moment. */
function nowWith(
  { name, version, integrity }: PackageReport,
  now: Pick<PackageReport, "outcome" | "reason">,
): PackageReport {
  return integrity === undefined ? { name, version, ...now } : { name, version, ...now, integrity };
}

function outcomeAfter(step: Step, running: boolean): Pick<PackageReport, "outcome" | "reason"> {
  const leaving = isOfWithdrawal(step);
  if (step.kind === "settled" && step.outcome === "ok")
    return { outcome: leaving ? "rolled-back" : "published" };
  if (step.kind === "begun" && running)
    return leaving ? MAYBE_GONE : { outcome: "not-started", reason: ON_ITS_WAY };
  const seen = step.kind === "settled" ? step.evidence?.message : undefined;
  const died = `the process ended while it was ${leaving ? "taken out of" : "on its way into"} the channel`;
  return { outcome: "failed", reason: seen ?? died };
}

/** Of refs that are on their way back none is said to stand. */
function refsAfter(
  { lastReport, state, refs, opening }: ReleaseRecord,
  since: readonly JournalEntry[],
): Pick<ReleaseReport, "tags" | "commit"> {
  const retracting = since.some((entry) => entry.kind === "begun" && entry.effect.act === "retract");
  if (retracting) return { tags: [], commit: null };
  if (lastReport) return { tags: lastReport.tags, commit: lastReport.commit };
  const pushed = state === "COMMITTED" || state === "PROMOTED";
  return pushed && refs
    ? { tags: Object.values(opening.tags), commit: refs.commit }
    : { tags: [], commit: null };
}
