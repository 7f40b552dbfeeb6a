import pLimit, { type LimitFunction } from "p-limit";
import type { Clock } from "./clock.ts";
import { Pace } from "./pace.ts";

const WINDOW_MS = 1000;
const SLOWEST = 0.5;
const FIRST_CUT = 0.9;
const LATER_CUT = 0.7;
const GROWTH = 1.005;
/** A learned pace that has grown this far binds nobody any more. */
const UNBOUND = 1000;

/**
 * One class of requests: so many at a time. A lane that the registry throttles learns the pace that the registry
 * bears, since quotas are per second and operation, and then carefully tries for more.
 */
export class Lane {
  readonly run: LimitFunction;
  readonly #clock: Clock;
  readonly #starts: number[] = [];
  #pace: Pace | undefined;
  #cutAt = -Infinity;

  constructor(ceiling: number, clock: Clock) {
    this.run = pLimit(ceiling);
    this.#clock = clock;
  }

  /** How many milliseconds the next start is off. */
  take(): number {
    return this.#pace?.take() ?? 0;
  }

  /** Notes a start; the answer is for `throttled`. */
  started(): number {
    const now = this.#clock.now();
    this.#starts.push(now);
    while ((this.#starts[0] ?? now) <= now - WINDOW_MS) this.#starts.shift();
    return now;
  }

  succeeded(): void {
    if (this.#pace === undefined) return;
    this.#pace.perSecond *= GROWTH;
    if (this.#pace.perSecond > UNBOUND) this.#pace = undefined;
  }

  /** A request that started then was turned away. Those that started before the pace was cut say nothing new. */
  throttled(startedAt: number): void {
    if (startedAt <= this.#cutAt) return;
    this.#cutAt = this.#clock.now();
    const borne = this.#starts.filter((start) => start > this.#cutAt - WINDOW_MS).length - 1;
    const learned = this.#pace === undefined ? borne * FIRST_CUT : this.#pace.perSecond * LATER_CUT;
    this.#pace = new Pace(Math.max(SLOWEST, learned), this.#clock);
  }
}
