/** The time that a live view needs. Tests hold it by hand. */
export interface Clock {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Calls `act` again and again until the returned function is called. */
  readonly every: (milliseconds: number, act: () => void) => () => void;
}

/** The clock of this machine; its timer keeps no process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  every(milliseconds, act) {
    const timer = setInterval(act, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
};
