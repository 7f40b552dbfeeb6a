import type { Fault, FaultMatch } from "./fault.ts";
import type { Subject } from "../plane.ts";

/** A fault, and how many requests have matched it since it was set. */
export interface FaultState {
  readonly fault: Fault;
  readonly matched: number;
}

/** The faults that are set, each with its own count of the requests that matched it. */
export class FaultList {
  #entries: { readonly fault: Fault; matched: number }[] = [];

  replace(faults: readonly Fault[]): void {
    this.#entries = faults.map((fault) => ({ fault, matched: 0 }));
  }

  get faults(): readonly Fault[] {
    return this.#entries.map(({ fault }) => fault);
  }

  get states(): readonly FaultState[] {
    return this.#entries;
  }

  /** Counts the request with every fault that matches it, and answers those that are due. */
  due(subject: Subject): readonly Fault[] {
    if (this.#entries.length === 0) return [];
    return this.#entries.flatMap((entry) => {
      const { match, at, times } = entry.fault;
      if (!matches(match, subject)) return [];
      entry.matched += 1;
      return entry.matched >= at && entry.matched < at + times ? [entry.fault] : [];
    });
  }
}

function matches(match: FaultMatch, subject: Subject): boolean {
  return (
    (match.plane === undefined || match.plane === subject.plane) &&
    (match.operation === undefined || match.operation === subject.operation) &&
    (match.repository === undefined || match.repository === subject.repository) &&
    (match.package === undefined || match.package === subject.package)
  );
}
