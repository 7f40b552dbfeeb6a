interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly ring: () => void;
}

/** More than this in one story is a loop without an end: a breach of I11. */
const MOST_EVENTS = 60_000;

/**
 * Time that passes only when nobody can do anything without it: one event at a time, and between two events all
 * promises that can settle have settled. Two runs that ask for the same alarms are the same run.
 */
export class Timeline {
  /** What happened, one line each: `  1.250 s  channel: upload codec@1.1.0`. */
  readonly trace: string[] = [];
  #now = 0;
  #order = 0;
  #events = 0;
  /** Soonest last, so that taking it costs nothing. */
  readonly #alarms: Alarm[] = [];

  get now(): number {
    return this.#now;
  }

  get events(): number {
    return this.#events;
  }

  tell(line: string): void {
    this.trace.push(`${(this.#now / 1000).toFixed(3).padStart(8)} s  ${line}`);
  }

  in(ms: number, ring: () => void): void {
    const alarm = { at: this.#now + Math.max(0, ms), order: (this.#order += 1), ring };
    let index = this.#alarms.length;
    while (index > 0 && isLater(alarm, this.#alarms[index - 1])) index -= 1;
    this.#alarms.splice(index, 0, alarm);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.in(ms, wake));
  }

  /** Lets time pass until the story has ended; `afterEvent` may throw, and so end it. */
  async run<T>(story: Promise<T>, afterEvent: () => void): Promise<T> {
    const state = { ended: false };
    const end = (): void => void (state.ended = true);
    story.then(end, end);
    await settled();
    while (!state.ended) {
      const next = this.#alarms.pop();
      if (next === undefined) throw new Error("I11: everybody waits for something that never comes");
      if ((this.#events += 1) > MOST_EVENTS) throw new Error(`I11: no end after ${MOST_EVENTS} events`);
      this.#now = next.at;
      next.ring();
      await settled();
      afterEvent();
    }
    return story;
  }
}

function isLater(one: Alarm, other: Alarm | undefined): boolean {
  return other !== undefined && (one.at > other.at || (one.at === other.at && one.order > other.order));
}

/** Promises settle before the next turn begins; nothing in a simulation waits for anything else. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
