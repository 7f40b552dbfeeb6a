import type { Clock } from "./clock.ts";

/** How much unused time may be made up for at once. */
const BURST_MS = 100;

/** So many starts a second, spread evenly, with a small burst. */
export class Pace {
  readonly #clock: Clock;
  #perSecond: number;
  #next = 0;

  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
    this.#next = clock.now();
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  set perSecond(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Takes the next start, and answers how many milliseconds off it is. */
  take(): number {
    const now = this.#clock.now();
    const start = Math.max(this.#next, now - BURST_MS);
    this.#next = start + 1000 / this.#perSecond;
    return Math.max(0, start - now);
  }
}
