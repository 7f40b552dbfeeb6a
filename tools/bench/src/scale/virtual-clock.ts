/** Time that passes, all at once, when nobody has anything left to do. */
export interface VirtualClock {
  /** Milliseconds from 0. */
  readonly now: () => number;
  readonly wall: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Work that takes no time of this clock, such as the disk's: none passes before it is over. */
  readonly meanwhile: <T>(work: Promise<T>) => Promise<T>;
  /** Lets time pass until `work` is over. */
  readonly run: <T>(work: Promise<T>) => Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

const START = Date.UTC(2026, 0, 31);

export function virtualClock(): VirtualClock {
  // Soonest first. Only what the ceilings let through sleeps, so these are dozens.
  const sleepers: Sleeper[] = [];
  const meanwhile = new Set<Promise<unknown>>();
  let time = 0;
  return {
    now: () => time,
    wall: () => START + time,
    sleep(ms) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const at = time + Math.max(0, ms);
      const later = sleepers.findLastIndex((other) => other.at <= at) + 1;
      sleepers.splice(later, 0, { at, wake: resolve });
      return promise;
    },
    meanwhile(work) {
      const ended = work.finally(() => meanwhile.delete(ended));
      meanwhile.add(ended);
      return ended;
    },
    async run(work) {
      const state = { over: false };
      const ended = work.finally(() => (state.over = true));
      ended.catch(() => undefined);
      while (!state.over) {
        await Promise.allSettled(meanwhile);
        // What that has set going runs to where it waits.
        await new Promise(setImmediate);
        if (state.over || meanwhile.size > 0) continue;
        const next = sleepers.shift();
        if (next === undefined) throw new Error("the release waits for something that never comes");
        time = next.at;
        next.wake();
      }
      return ended;
    },
  };
}
