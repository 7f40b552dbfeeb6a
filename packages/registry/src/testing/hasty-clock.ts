import type { Clock } from "../limits/clock.ts";

/** A clock for tests with real connections: whoever sleeps wakes at once, and time has passed. */
export interface HastyClock extends Clock {
  /** What was slept, in order. */
  readonly slept: readonly number[];
  /** Ends the attempts that are running, as if their time were up. */
  expireAll(): void;
}

export function hastyClock(wall = Date.parse("2026-01-01T00:00:00Z")): HastyClock {
  let now = 0;
  const slept: number[] = [];
  const running = new Set<() => void>();
  return {
    slept,
    now: () => now,
    wall: () => wall + now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
    deadline(_ms, expire) {
      running.add(expire);
      return () => void running.delete(expire);
    },
    expireAll() {
      for (const expire of running) expire();
    },
  };
}
