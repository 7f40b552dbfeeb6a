import type { ReleaseEvent } from "@convoy/core";
import { createLogUpdate } from "log-update";
import type { Reporter } from "../json-lines.ts";
import { type Output, SafeOutput } from "../output.ts";
import { type Palette, paletteOf } from "../text/style.ts";
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
export function liveReporter(options: LiveOptions): Reporter {
  const view = new LiveView(options);
  return { emit: (event) => view.take(event), close: () => view.close() };
}

class LiveView {
  readonly #clock: Clock;
  readonly #width: number;
  readonly #output: SafeOutput;
  readonly #screen: ReturnType<typeof createLogUpdate>;
  readonly #paint: Palette;
  readonly #progress = new Progress();
  readonly #narrator: Narrator;
  readonly #stopTicking: () => void;
  /** Lines that stay, and are not on the screen yet. */
  #told: string[] = [];
  #changed = false;
  #drawnAt = -Infinity;
  #closed = false;

  constructor({ stream, width = 80, clock, ...options }: LiveOptions) {
    this.#clock = clock;
    this.#width = width;
    this.#output = new SafeOutput(stream);
    // The cursor stays visible: a killed process could not bring it back.
    this.#screen = createLogUpdate(stream, { showCursor: true, defaultWidth: width });
    this.#paint = paletteOf(options);
    this.#narrator = new Narrator({ ...options, beside: "live-view" }, this.#progress);
    this.#stopTicking = clock.every(REDRAW_AFTER, () => this.#redraw());
  }

  take(event: ReleaseEvent): void {
    const now = this.#clock.now();
    this.#told.push(...this.#narrator.tell(event, now));
    this.#progress.record(event, now);
    this.#changed = true;
    if (this.#closed) this.#writeTold();
    else if (event.kind === "release-ended") this.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTicking();
    if (this.#output.open) this.#screen.clear();
    this.#writeTold();
  }

  #redraw(): void {
    const now = this.#clock.now();
    if (!this.#output.open || (!this.#changed && now - this.#drawnAt < TICK)) return;
    if (this.#told.length > 0) this.#screen.persist(this.#told.join("\n"));
    const { columns = this.#width, rows = 24 } = this.#output.stream;
    const frame = drawFrame(this.#progress, now, { size: { columns, rows }, paint: this.#paint });
    if (frame.length === 0) this.#screen.clear();
    else this.#screen(frame.join("\n"));
    this.#told = [];
    this.#changed = false;
    this.#drawnAt = now;
  }

  #writeTold(): void {
    for (const line of this.#told) this.#output.write(`${line}\n`);
    this.#told = [];
  }
}
