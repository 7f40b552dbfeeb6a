import { quiet } from "./gate.ts";

/** Time that passes only when the test says so. */
export interface FakeClock {
  /** Milliseconds, monotonic, from 0. */
  readonly now: () => number;
  /** Resolves when the test has advanced the clock that far; rejects with the signal's reason when aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Lets `ms` pass, waking sleepers one by one in their order, each with the time it asked for. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until nobody sleeps, and answers how much that was. */
  runAll(): Promise<number>;
  /** When the sleepers wake, soonest first. */
  readonly alarms: readonly number[];
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A test that needs more wake-ups than this is a loop without an end. */
const MOST_WAKE_UPS = 100_000;

/** A clock at 0. Its functions need no `this`. */
export function fakeClock(): FakeClock {
  let time = 0;
  const sleepers: Sleeper[] = [];

  const add = (sleeper: Sleeper): void => {
    const later = sleepers.findIndex((other) => other.at > sleeper.at);
    sleepers.splice(later < 0 ? sleepers.length : later, 0, sleeper);
  };
  const passUntil = async (end: number): Promise<void> => {
    await quiet();
    for (let wakeUps = 0; (sleepers[0]?.at ?? Infinity) <= end; wakeUps += 1) {
      if (wakeUps === MOST_WAKE_UPS)
        throw new Error(`the clock was asked for ${MOST_WAKE_UPS} wake-ups up to ${end} ms`);
      const next = sleepers.shift();
      time = Math.max(time, next?.at ?? time);
      next?.wake();
      await quiet();
    }
  };
  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const sleeper = { at: time + Math.max(0, ms), wake: resolve };
        add(sleeper);
        signal?.addEventListener("abort", () => {
          const index = sleepers.indexOf(sleeper);
          if (index >= 0) sleepers.splice(index, 1);
          reject(signal.reason as Error);
        });
      }),
    async advance(ms) {
      const end = time + ms;
      await passUntil(end);
      time = end;
    },
    async runAll() {
      const start = time;
      await passUntil(Number.MAX_VALUE);
      return time - start;
    },
    get alarms() {
      return sleepers.map((sleeper) => sleeper.at);
    },
  };
}
