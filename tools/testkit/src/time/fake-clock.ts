import { quiet } from "./gate.ts";

/** Time that passes only when the test says so. */
export interface FakeClock {
  /** Milliseconds, monotonic, from 0. Needs no `this`. */
  readonly now: () => number;
  /**
   * Resolves when the test has advanced the clock that far; rejects with the signal's reason when aborted. Needs no
   * `this`.
   */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Lets `ms` pass, waking sleepers one by one in their order, each at the time it asked for. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until nobody sleeps, and answers how much that was. */
  runAll(): Promise<number>;
  /** When the sleepers wake, soonest first. */
  readonly alarms: readonly number[];
}

/** A clock that stands at 0. */
export function fakeClock(): FakeClock {
  return new StandingClock();
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A test that needs more wake-ups than this is a loop without an end. */
const MOST_WAKE_UPS = 100_000;

class StandingClock implements FakeClock {
  #time = 0;
  /** Soonest first; those with the same alarm in the order in which they fell asleep. */
  readonly #sleepers: Sleeper[] = [];

  readonly now = (): number => this.#time;

  readonly sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const sleeper = { at: this.#time + Math.max(0, ms), wake: resolve };
    const later = this.#sleepers.findIndex((other) => other.at > sleeper.at);
    this.#sleepers.splice(later < 0 ? this.#sleepers.length : later, 0, sleeper);
    const wakeWithReason = (): void => {
      const index = this.#sleepers.indexOf(sleeper);
      if (index >= 0) this.#sleepers.splice(index, 1);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", wakeWithReason);
    await promise.finally(() => signal?.removeEventListener("abort", wakeWithReason));
  };

  async advance(ms: number): Promise<void> {
    const end = this.#time + ms;
    await this.#wakeUntil(end);
    this.#time = end;
  }

  async runAll(): Promise<number> {
    const start = this.#time;
    await this.#wakeUntil(Number.MAX_VALUE);
    return this.#time - start;
  }

  get alarms(): readonly number[] {
    return this.#sleepers.map(({ at }) => at);
  }

  async #wakeUntil(end: number): Promise<void> {
    await quiet();
    for (let wakeUps = 0; wakeUps < MOST_WAKE_UPS; wakeUps += 1) {
      const [next] = this.#sleepers;
      if (next === undefined || next.at > end) return;
      this.#sleepers.shift();
      this.#time = next.at;
      next.wake();
      await quiet();
    }
    throw new Error(`the clock was asked for more than ${MOST_WAKE_UPS} wake-ups`);
  }
}
