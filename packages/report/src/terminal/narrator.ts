import { type ErrorDocument, type Phase, type ReleaseEvent, unreachable } from "@convoy/core";
import { clean } from "../text/clean.ts";
import { errorLine, errorText, wasAsked } from "../text/error.ts";
import { paletteOf, type Palette } from "../text/style.ts";
import { summaryText } from "../text/summary.ts";
import { count, duration } from "../text/words.ts";
import { ACTS, PHASES } from "./phrases.ts";
import type { Progress } from "./progress.ts";

export interface NarratorOptions {
  readonly colour: boolean;
  readonly verbose: boolean;
  /** A live view shows starts, failures and retries itself; then only what should stay is told. */
  readonly beside: "live-view" | "nothing";
}

type EventOf<K extends ReleaseEvent["kind"]> = Extract<ReleaseEvent, { readonly kind: K }>;

// A release as small as this is told package by package.
const FEW_PACKAGES = 20;
const MOST_RETRIES = 20;
const SLOWED_AGAIN_AFTER = 10_000;

/** Of these phases each package is told; the others do all packages at once. */
const PACKAGE_BY_PACKAGE: ReadonlySet<Phase> = new Set(["stage", "promote", "publish"]);

/** Tells a release as lines that stay: one for each event that means something to a person. */
export class Narrator {
  readonly #options: NarratorOptions;
  readonly #paint: Palette;
  readonly #progress: Progress;
  #target: string | undefined;
  #turnedBack = false;
  #eachPackage: boolean;
  #retries = 0;
  #slowedAt = -Infinity;
  #quarter = 0;
  #failure = "";
  #silent = true;
  #over = false;

  /** `progress` must have recorded all events before the one that is told. */
  constructor(options: NarratorOptions, progress: Progress) {
    this.#options = options;
    this.#paint = paletteOf(options);
    this.#progress = progress;
    this.#eachPackage = options.verbose;
  }

  /** The lines for an event; none for most. After the end only notes are news: what else comes is winding down. */
  tell(event: ReleaseEvent, now: number): readonly string[] {
    if (this.#over && event.kind !== "noted") return [];
    const lines = this.#linesOf(event, now);
    this.#over ||= event.kind === "release-ended";
    if (lines.length > 0) this.#silent = false;
    return lines;
  }

  #linesOf(event: ReleaseEvent, now: number): readonly string[] {
    switch (event.kind) {
      case "release-started":
        return this.#started(event);
      case "phase-started":
        return this.#phaseStarted(event);
      case "phase-ended":
        return [this.#phaseEnded(event)];
      case "package-began":
        return [];
      case "package-settled":
        return this.#settled(event);
      case "retrying":
        return this.#retrying(event);
      case "slowed":
        return this.#slowed(event, now);
      case "turned-back":
        return [this.#turnBack(event.error)];
      case "noted":
        return this.#noted(event.note);
      case "release-ended":
        return this.#ended(event);
      default:
        return unreachable(event);
    }
  }

  get #alone(): boolean {
    return this.#options.beside === "nothing";
  }

  #started(event: EventOf<"release-started">): readonly string[] {
    const packages = event.packages.length;
    this.#target = event.target;
    this.#eachPackage = this.#options.verbose || (this.#alone && packages <= FEW_PACKAGES);
    const title = this.#paint.heading(`Release ${clean(event.id)}`);
    return [`${title}: ${count(packages, "package")} to ${clean(event.target)} (${event.strategy})`];
  }

  #phaseStarted({ phase, total }: EventOf<"phase-started">): readonly string[] {
    this.#retries = 0;
    this.#quarter = 0;
    return this.#alone ? [`${PHASES[phase].doing}${total === 0 ? "" : ` ${count(total, "package")}`}`] : [];
  }

  #phaseEnded({ phase, durationMs }: EventOf<"phase-ended">): string {
    const current = this.#progress.phase?.phase === phase ? this.#progress.phase : undefined;
    const settled = current?.settled.size ?? 0;
    const total = current?.total ?? 0;
    const counted = settled > 0 || PACKAGE_BY_PACKAGE.has(phase);
    const short = counted && settled < total ? `${settled} of ` : "";
    const what = total === 0 ? "" : ` ${short}${count(total, "package")}`;
    return `${PHASES[phase].done}${what} in ${duration(durationMs)}`;
  }

  #settled(event: EventOf<"package-settled">): readonly string[] {
    const subject = `${this.#paint.name(clean(event.name))} ${clean(event.version)}`;
    if (!event.ok) {
      const why = event.error === undefined ? "" : `: ${errorLine(event.error)}`;
      this.#failure = event.error?.message ?? "";
      return this.#alone || this.#options.verbose
        ? [`  ${this.#paint.bad("✗")} ${subject} ${ACTS[event.act].doing} failed${why}`]
        : [];
    }
    if (this.#eachPackage) return [`  ${this.#paint.good("✓")} ${subject} ${ACTS[event.act].done}`];
    return this.#alone ? this.#quarters(event.name) : [];
  }

  // A long phase in a log says at each quarter that it is alive.
  #quarters(name: string): readonly string[] {
    const phase = this.#progress.phase;
    if (phase === undefined || phase.total === 0) return [];
    const through = phase.settled.size + (phase.settled.has(name) ? 0 : 1);
    const quarter = Math.floor((through * 4) / phase.total);
    if (quarter <= this.#quarter || quarter >= 4) return [];
    this.#quarter = quarter;
    return [`  ${through} of ${phase.total}`];
  }

  #retrying({ subject, attempt, waitMs, error }: EventOf<"retrying">): readonly string[] {
    if (!this.#alone && !this.#options.verbose) return [];
    this.#retries += 1;
    if (!this.#options.verbose && this.#retries > MOST_RETRIES) {
      return this.#retries === MOST_RETRIES + 1
        ? ["  Further retries of this phase are told under --verbose."]
        : [];
    }
    const retry = `retry ${attempt} of ${this.#paint.name(clean(subject))} in ${duration(waitMs)}`;
    return [`  ${this.#paint.warning("↻")} ${retry}: ${errorLine(error)}`];
  }

  #slowed({ waitMs }: EventOf<"slowed">, now: number): readonly string[] {
    if (!this.#alone && !this.#options.verbose) return [];
    if (now - this.#slowedAt < SLOWED_AGAIN_AFTER) return [];
    this.#slowedAt = now;
    return [`  ${this.#paint.warning("!")} The registry asks to slow down: waiting ${duration(waitMs)}`];
  }

  #turnBack(error: ErrorDocument): string {
    this.#turnedBack = true;
    if (wasAsked(error)) return "Taking the release back, as asked";
    // A failure that was just told needs no second telling; the summary comes back to it.
    const told = this.#alone && error.message === this.#failure;
    return `${this.#paint.bad("✗ Taking the release back:")} ${told ? clean(error.code) : errorLine(error)}`;
  }

  #noted(note: ErrorDocument): readonly string[] {
    const [first = "", ...rest] = errorText(note, this.#options).split("\n");
    return [`${this.#paint.warning("!")} ${first}`, ...rest];
  }

  #ended(event: EventOf<"release-ended">): readonly string[] {
    const target = this.#target === undefined ? {} : { target: this.#target };
    return [
      ...(this.#silent ? [] : [""]),
      ...summaryText(event, { ...target, turnedBack: this.#turnedBack }, this.#options).split("\n"),
    ];
  }
}
