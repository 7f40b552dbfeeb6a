import { rehearsalOutcome, type RehearsalReport, type ReleaseReport } from "@convoy/core";
import { rollBack } from "@convoy/engine";
import type { Session } from "../wiring/session.ts";
import type { Interruption } from "../wiring/watch-interrupt.ts";
import { assumptionsOf } from "./assumptions.ts";
import { carryOutRehearsal, type Rehearsed } from "./carry-out.ts";
import type { ChannelNow } from "./channel-now.ts";
import type { ClonedProject } from "./clone.ts";
import type { EmulatedTarget } from "./emulated-place.ts";
import { differences, everything, failAt } from "./failure.ts";
import { stopIfInterrupted } from "./interrupted.ts";
import { installEach } from "./install-each.ts";
import type { Narration } from "./narration.ts";
import type { Outside } from "./outside.ts";
import type { RehearsalSubject } from "./subject.ts";

/** All that a rehearsal needs, made ready. */
export interface Performance {
  readonly subject: RehearsalSubject;
  readonly cloned: ClonedProject;
  readonly channel: ChannelNow;
  readonly outside: Outside;
  readonly target: EmulatedTarget;
  readonly narration: Narration;
  readonly interruption: Interruption;
  readonly offline: boolean;
  /** The clone has what git ignores. */
  readonly withIgnored: boolean;
  /** The package at which it is to fail for good. */
  readonly failAt: string | undefined;
  /** What a release does in its session. */
  readonly run: (session: Session) => Promise<ReleaseReport>;
}

/** Carries the release out, looks at what is left where it was made to fail, and installs what has arrived. */
export async function perform(performance: Performance): Promise<RehearsalReport> {
  const { subject, cloned, target, interruption } = performance;
  const names = [...subject.versions.keys()];
  const before = performance.failAt === undefined ? undefined : await everything(target, cloned, names);
  if (performance.failAt !== undefined) await failAt(target, performance.failAt);
  const { report, artifacts } = await carriedOut(performance);
  stopIfInterrupted(interruption);
  const release = toldOf(report, performance);
  const left = before && differences(before, await everything(target, cloned, names));
  const installs = performance.offline ? [] : await installEach(release, performance);
  stopIfInterrupted(interruption);
  performance.narration.end();
  return {
    format: 1,
    outcome: rehearsalOutcome(release, installs, left),
    verb: subject.verb,
    commit: cloned.clone.commit,
    branch: cloned.clone.branch,
    target: performance.channel.label,
    assumed: assumptionsOf({ ...performance, clone: cloned.clone }),
    release,
    artifacts: artifacts.map(({ name, version, size }) => ({ name, version, size })),
    installs,
    ...(left === undefined ? {} : { left }),
    requests: release.requests,
    ...(performance.channel.unread === undefined ? { durationMs: release.durationMs } : {}),
  };
}

/** One that was made to fail, and holds as it was told to, is taken back as a person would. */
async function carriedOut({
  cloned,
  target,
  narration,
  interruption,
  run,
  failAt: failing,
}: Performance): Promise<Rehearsed> {
  const parts = { project: cloned.project, settings: target.settings, narration, interruption };
  const held = await carryOutRehearsal({ ...parts, run });
  const { id, outcome, error } = held.report;
  if (failing === undefined || outcome !== "unfinished" || id === null) return held;
  const { report } = await carryOutRehearsal({
    ...parts,
    run: async ({ open }) => rollBack(id, (await open()).ports),
  });
  return { ...held, report: { ...report, ...(error === undefined ? {} : { error }) } };
}

/** What a file that git ignores may be missing for. */
const FOR_LACK_OF_FILES: ReadonlySet<string> = new Set(["BUILD_FAILED", "PACK_REFUSED", "PACK_FAILED"]);

/** The clone is gone when this is read: what is wrong in it, is wrong in the workspace, or is only missing in it. */
function toldOf(report: ReleaseReport, { cloned, withIgnored }: Performance): ReleaseReport {
  if (report.error === undefined) return report;
  const { tops } = cloned.clone;
  const there = (text: string): string => text.replaceAll(tops.clone, tops.original);
  const { code, message, hint } = report.error;
  const missing =
    FOR_LACK_OF_FILES.has(code) && !withIgnored
      ? ["It was rehearsed without the files that git ignores: `--with-ignored` takes them along."]
      : [];
  const hints = [...(hint === undefined ? [] : [there(hint)]), ...missing];
  const told = { code, message: there(message) };
  return { ...report, error: hints.length === 0 ? told : { ...told, hint: hints.join("\n") } };
}
