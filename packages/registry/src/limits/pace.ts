import type { Clock } from "./clock.ts";

/** So many starts a second, spread evenly; up to `burstMs` of unused time may be made up for at once. */
export class Pace {
  perSecond: number;
  readonly #clock: Clock;
  readonly #burstMs: number;
  #next: number;

  constructor(perSecond: number, burstMs: number, clock: Clock) {
    this.perSecond = perSecond;
    this.#burstMs = burstMs;
    this.#clock = clock;
    this.#next = clock.now() - burstMs;
  }

  /** Takes the next start, and answers how many milliseconds off it is. */
  take(): number {
    const now = this.#clock.now();
    const start = Math.max(this.#next, now - this.#burstMs);
    this.#next = start + 1000 / this.perSecond;
    return Math.max(0, start - now);
  }
}
