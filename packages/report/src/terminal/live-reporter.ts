import { createLogUpdate } from "log-update";
import type { Reporter } from "../json-lines.ts";
import { type Output, SafeOutput } from "../output.ts";
import { paletteOf } from "../text/style.ts";
import type { Clock } from "./clock.ts";
import { drawFrame } from "./frame.ts";
import { Narrator } from "./narrator.ts";
import { Progress } from "./progress.ts";

export interface LiveOptions {
  readonly stream: Output;
  readonly width?: number;
  readonly colour: boolean;
  readonly verbose: boolean;
  readonly clock: Clock;
}

// Ten pictures a second at most, and one a second when only the clock has moved.
const REDRAW_AFTER = 100;
const TICK = 1000;

/** A view that redraws itself in place; lines that stay scroll away above it. */
export function liveReporter({ stream, width = 80, clock, ...options }: LiveOptions): Reporter {
  const output = new SafeOutput(stream);
  const progress = new Progress();
  const narrator = new Narrator({ ...options, beside: "live-view" }, progress);
  const paint = paletteOf(options);
  // The cursor stays visible: a killed process could not bring it back.
  const view = createLogUpdate(stream, { showCursor: true, defaultWidth: width });
  let told: string[] = [];
  let dirty = false;
  let drawnAt = -Infinity;
  let closed = false;

  function redraw(): void {
    const now = clock.now();
    if (!output.open || (!dirty && now - drawnAt < TICK)) return;
    if (told.length > 0) view.persist(told.join("\n"));
    const size = { columns: stream.columns ?? width, rows: stream.rows ?? 24 };
    const frame = drawFrame(progress, now, { size, paint });
    if (frame.length === 0) view.clear();
    else view(frame.join("\n"));
    told = [];
    dirty = false;
    drawnAt = now;
  }

  const stop = clock.every(REDRAW_AFTER, redraw);

  function close(): void {
    stop();
    if (closed || !output.open) return;
    closed = true;
    view.clear();
    if (told.length > 0) output.write(`${told.join("\n")}\n`);
    told = [];
    view.done();
  }

  return {
    emit(event) {
      const now = clock.now();
      const lines = narrator.tell(event, now);
      progress.record(event, now);
      if (closed) return lines.forEach((line) => output.write(`${line}\n`));
      told.push(...lines);
      dirty = true;
      if (event.kind === "release-ended") close();
    },
    close,
  };
}
