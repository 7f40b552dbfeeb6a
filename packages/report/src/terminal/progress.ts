import type { Act, ErrorDocument, Phase, ReleaseEvent } from "@convoy/core";

type EventOf<K extends ReleaseEvent["kind"]> = Extract<ReleaseEvent, { readonly kind: K }>;

/** A phase that goes on. */
export interface PhaseProgress {
  readonly phase: Phase;
  readonly total: number;
  readonly startedAt: number;
  /** Names of the packages that are through. */
  readonly settled: ReadonlySet<string>;
}

/** A package that something is being done to. */
export interface InFlight {
  readonly name: string;
  readonly version: string;
  readonly act: Act;
  readonly since: number;
}

export interface Failure {
  readonly name: string;
  readonly version: string;
  readonly act: Act;
  readonly error: ErrorDocument | undefined;
}

export interface Retry {
  readonly attempt: number;
  /** On the clock of `record`. */
  readonly until: number;
  readonly error: ErrorDocument;
}

/** Where a release stands, kept from its events: what a view needs to draw itself, and nothing more. */
export class Progress {
  #phase: (PhaseProgress & { readonly settled: Set<string> }) | undefined;
  #slowedUntil = 0;
  readonly #inFlight = new Map<string, InFlight>();
  readonly #failures = new Map<string, Failure>();
  readonly #retries = new Map<string, Retry>();

  get phase(): PhaseProgress | undefined {
    return this.#phase;
  }
  get slowedUntil(): number {
    return this.#slowedUntil;
  }
  get inFlight(): ReadonlyMap<string, InFlight> {
    return this.#inFlight;
  }
  get failures(): ReadonlyMap<string, Failure> {
    return this.#failures;
  }
  /** By subject: the name of a package, or what else is tried again. */
  get retries(): ReadonlyMap<string, Retry> {
    return this.#retries;
  }

  /** Takes an event in. Constant work, whatever the size of the release. */
  record(event: ReleaseEvent, now: number): void {
    switch (event.kind) {
      case "phase-started":
        this.#phase = { phase: event.phase, total: event.total, startedAt: now, settled: new Set() };
        break;
      case "phase-ended":
        if (this.#phase?.phase === event.phase) this.#phase = undefined;
        this.#retries.clear();
        break;
      case "package-began":
        this.#inFlight.set(keyOf(event), { ...event, since: now });
        break;
      case "package-settled":
        this.#settle(event);
        break;
      case "retrying":
        this.#retries.set(event.subject, { ...event, until: now + event.waitMs });
        break;
      case "slowed":
        this.#slowedUntil = Math.max(this.#slowedUntil, now + event.waitMs);
        break;
      default: // The other events are lines of their own, and change nothing here.
    }
  }

  #settle(event: EventOf<"package-settled">): void {
    const key = keyOf(event);
    this.#inFlight.delete(key);
    this.#retries.delete(event.name);
    if (event.ok) this.#failures.delete(key);
    else this.#failures.set(key, { ...event, error: event.error });
    if (event.ok) this.#phase?.settled.add(event.name);
  }
}

// Two acts may be done to one package at the same time.
function keyOf({ name, act }: { readonly name: string; readonly act: Act }): string {
  return `${act} ${name}`;
}
