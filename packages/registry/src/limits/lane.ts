import pLimit, { type LimitFunction } from "p-limit";
import type { Clock } from "./clock.ts";
import { Pace } from "./pace.ts";

const WINDOW_MS = 1000;
const SLOWEST = 0.5;
const CUT = 0.9;
/** Up to this part of the pace that was too much, the pace recovers quickly; beyond it, it feels its way. */
const SAFE = 0.95;
const RECOVERY = 1.02;
const PROBING = 1.0005;
/** A learned pace that has grown this far binds nobody any more. */
const UNBOUND = 1000;

/**
 * One class of requests: so many at a time. A lane that the registry throttles learns the pace that the registry
 * bears, since quotas are per second and operation, and then carefully tries for more.
 */
export class Lane {
  readonly run: LimitFunction;
  readonly #clock: Clock;
  /** When requests of the last second were answered. */
  readonly #answers: number[] = [];
  #pace: Pace | undefined;
  /** The last pace that was known to be too much. */
  #tooMuch = Infinity;
  #cutAt = -Infinity;

  constructor(ceiling: number, clock: Clock) {
    this.run = pLimit(ceiling);
    this.#clock = clock;
  }

  /** How many milliseconds the next start is off. */
  take(): number {
    return this.#pace?.take() ?? 0;
  }

  succeeded(): void {
    this.#answers.push(this.#clock.now());
    this.#forgetOld();
    if (this.#pace === undefined) return;
    this.#pace.perSecond *= this.#pace.perSecond < SAFE * this.#tooMuch ? RECOVERY : PROBING;
    if (this.#pace.perSecond > UNBOUND) this.#pace = undefined;
  }

  /** A request that started then was turned away. Those that started before the pace was cut say nothing new. */
  throttled(startedAt: number): void {
    if (startedAt <= this.#cutAt) return;
    this.#cutAt = this.#clock.now();
    this.#forgetOld();
    this.#tooMuch = this.#pace?.perSecond ?? this.#answers.length + 1;
    const perSecond = Math.max(SLOWEST, CUT * this.#tooMuch);
    // The same pace goes on, since starts that were taken from it are still to come.
    if (this.#pace === undefined) this.#pace = new Pace(perSecond, 0, this.#clock);
    else this.#pace.perSecond = perSecond;
  }

  #forgetOld(): void {
    const old = this.#clock.now() - WINDOW_MS;
    while ((this.#answers[0] ?? Infinity) <= old) this.#answers.shift();
  }
}
