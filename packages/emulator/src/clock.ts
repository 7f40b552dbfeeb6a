import { setTimeout as wait } from "node:timers/promises";

/** The only source of time. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
};

/** A clock that can be put forward and back. Sleeping is in real time all the same. */
export class AdjustableClock implements Clock {
  readonly #base: Clock;
  #offset = 0;
  #stoppedAt: number | undefined;

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): number {
    return this.#stoppedAt ?? this.#base.now() + this.#offset;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#base.sleep(milliseconds, signal);
  }

  get stopped(): boolean {
    return this.#stoppedAt !== undefined;
  }

  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  /** Epoch milliseconds. A stopped clock stays stopped, at the new time. */
  set(now: number): void {
    if (this.#stoppedAt === undefined) this.#offset = now - this.#base.now();
    else this.#stoppedAt = now;
  }

  stop(): void {
    this.#stoppedAt = this.now();
  }

  start(): void {
    if (this.#stoppedAt === undefined) return;
    this.#offset = this.#stoppedAt - this.#base.now();
    this.#stoppedAt = undefined;
  }

  reset(): void {
    this.#offset = 0;
    this.#stoppedAt = undefined;
  }
}
