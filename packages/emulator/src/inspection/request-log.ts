import type { Subject } from "../plane.ts";

/** One request, as `GET /_emulator/requests` shows it. Times are epoch milliseconds. */
export interface LoggedRequest extends Subject {
  readonly id: number;
  /** Null while it runs, and for a connection that was ended without an answer. */
  readonly status: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Requests that ran when this one started, itself included. */
  readonly inFlight: number;
  /** The faults that struck it, as they were written. */
  readonly fault?: string;
}

const KEPT = 200_000;

/** The newest requests, in the order in which they came. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #lastId = 0;
  #running = 0;

  /** Answers what ends the request's entry. */
  begin(
    subject: Subject,
    now: number,
    fault: string | undefined,
  ): (status: number | null, now: number) => void {
    this.#running += 1;
    const id = ++this.#lastId;
    const started = { id, ...subject, status: null, startedAt: now, endedAt: null, inFlight: this.#running };
    const entry = fault === undefined ? started : { ...started, fault };
    if (this.#entries.length >= KEPT) this.#entries = this.#entries.slice(KEPT / 10);
    this.#entries.push(entry);
    return (status, endedAt) => {
      this.#running -= 1;
      const index = this.#entries.length - 1 - (this.#lastId - id);
      if (this.#entries[index]?.id === id) this.#entries[index] = { ...entry, status, endedAt };
    };
  }

  list(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
