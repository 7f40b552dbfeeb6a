import { setTimeout as wait } from "node:timers/promises";

/** Time as the registry room needs it. All milliseconds. */
export interface Clock {
  /** Monotonic: a clock that is set does not move it. */
  now(): number;
  /** Since the epoch, for dates that the registry names. */
  wall(): number;
  /** Rejects with the signal's reason when that aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `expire` after `ms` unless the answer is called before. */
  deadline(ms: number, expire: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal });
    } catch (thrown) {
      signal?.throwIfAborted();
      throw thrown;
    }
  },
  deadline(ms, expire) {
    const timer = setTimeout(expire, ms);
    return () => clearTimeout(timer);
  },
};
