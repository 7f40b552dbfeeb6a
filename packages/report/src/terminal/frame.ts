import cliTruncate from "cli-truncate";
import { clean } from "../text/clean.ts";
import { errorLine } from "../text/error.ts";
import type { Palette } from "../text/style.ts";
import { count, wholeSeconds } from "../text/words.ts";
import { ACTS, PHASES } from "./phrases.ts";
import type { Failure, InFlight, PhaseProgress, Progress } from "./progress.ts";

export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}

const BAR_WIDTH = 24;
// Before this many packages are through, a guess at the rest would jump about.
const ENOUGH_TO_GUESS = 3;

/**
 * The live view at one moment: the bar of the phase, then the failed packages, then those in flight, oldest
 * first. Never more lines than fit, one being left for the cursor; the work is bounded by the size of the screen.
 */
export function drawFrame(
  progress: Progress,
  now: number,
  { size, paint }: { readonly size: FrameSize; readonly paint: Palette },
): readonly string[] {
  const room = Math.max(1, size.rows - 1);
  const head = progress.phase === undefined ? [] : [headOf(progress, progress.phase, { now, paint })];
  const all = progress.failures.size + progress.inFlight.size;
  const left = room - head.length;
  const shown = all <= left ? all : Math.max(0, left - 1);
  const lines = [...head, ...packageLines(progress, shown, { now, paint })];
  if (shown < all && lines.length < room) lines.push(paint.aside(`  and ${all - shown} more`));
  return lines.map((line) => cliTruncate(line, size.columns));
}

interface Moment {
  readonly now: number;
  readonly paint: Palette;
}

function headOf(progress: Progress, phase: PhaseProgress, { now, paint }: Moment): string {
  const elapsed = now - phase.startedAt;
  const title = paint.heading(PHASES[phase.phase].doing);
  const slowed =
    progress.slowedUntil > now
      ? paint.warning(`, slowed by the registry for ${wholeSeconds(progress.slowedUntil - now + 999)}`)
      : "";
  // Some phases, as packing, tell of no single package: then a bar would stand at nothing until the end.
  if (phase.total === 0 || (phase.settled.size === 0 && progress.inFlight.size === 0)) {
    const what = phase.total === 0 ? "" : ` ${count(phase.total, "package")}`;
    return `${title}${what} ${paint.aside(wholeSeconds(elapsed))}${slowed}`;
  }
  const through = Math.min(phase.settled.size, phase.total);
  const filled = Math.floor((through / phase.total) * BAR_WIDTH);
  const bar = paint.good("█".repeat(filled)) + paint.aside("░".repeat(BAR_WIDTH - filled));
  const times = [wholeSeconds(elapsed), ...restOf(through, phase.total, elapsed)].join(", ");
  return `${title} ${bar} ${through}/${phase.total} ${paint.aside(times)}${slowed}`;
}

function restOf(through: number, total: number, elapsed: number): readonly string[] {
  if (through < ENOUGH_TO_GUESS || through === total) return [];
  return [`about ${wholeSeconds((elapsed / through) * (total - through) + 999)} left`];
}

function packageLines(progress: Progress, most: number, moment: Moment): readonly string[] {
  const lines: string[] = [];
  for (const failure of progress.failures.values()) {
    if (lines.length === most) return lines;
    lines.push(failureLine(failure, moment.paint));
  }
  for (const inFlight of progress.inFlight.values()) {
    if (lines.length === most) return lines;
    lines.push(inFlightLine(inFlight, progress, moment));
  }
  return lines;
}

function failureLine({ name, version, act, error }: Failure, paint: Palette): string {
  const why = error === undefined ? "" : ` ${errorLine(error)}`;
  return `${paint.bad("✗")} ${paint.name(clean(name))} ${clean(version)} ${paint.bad(`${ACTS[act].doing} failed`)}${why}`;
}

function inFlightLine(
  { name, version, act, since }: InFlight,
  progress: Progress,
  { now, paint }: Moment,
): string {
  const retry = progress.retries.get(name);
  const again =
    retry === undefined
      ? ""
      : paint.warning(
          ` retry ${retry.attempt}${retry.until > now ? ` in ${wholeSeconds(retry.until - now + 999)}` : ""}: ${errorLine(retry.error)}`,
        );
  return `${paint.aside("·")} ${paint.name(clean(name))} ${clean(version)} ${ACTS[act].doing} ${paint.aside(wholeSeconds(now - since))}${again}`;
}
