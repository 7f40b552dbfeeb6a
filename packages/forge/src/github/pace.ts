import { setTimeout as sleep } from "node:timers/promises";

/** What the throttling plugin asks before each write. */
export interface Pace {
  key(id: string): { schedule<T>(options: unknown, job: () => Promise<T>): Promise<T> };
}

const SECOND_MS = 1000;

/** Lets `free` jobs go at once, and each later one a second after the one before it. */
export function paceAfter(free: number, wait: (ms: number) => Promise<unknown> = sleep): Pace {
  let begun = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const schedule = async <T>(_options: unknown, job: () => Promise<T>): Promise<T> => {
    begun += 1;
    if (begun <= free) return job();
    turn = turn.then(() => wait(SECOND_MS));
    await turn;
    return job();
  };
  return { key: () => ({ schedule }) };
}
