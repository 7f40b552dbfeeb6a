import { chainLengths, dependentsOf, reversed, type Ordered } from "./order.ts";

/**
 * Which packages may start: a package is free when all that it comes after are *visible*, not when their upload
 * has returned. Of the free ones that with the longest chain behind it goes first, so that the last package to
 * arrive is never one that could have started earlier.
 *
 * A pure state machine. The cost of a whole run is in proportion to the edges.
 */
export class ReadySet {
  readonly #missing: Map<string, number>;
  readonly #dependents: ReadonlyMap<string, readonly string[]>;
  readonly #urgency: ReadonlyMap<string, number>;
  readonly #free: string[] = [];
  #unsettled: number;

  constructor(nodes: readonly Ordered[]) {
    const known = new Set(nodes.map(({ name }) => name));
    this.#dependents = dependentsOf(nodes);
    this.#urgency = chainLengths(reversed(nodes));
    this.#missing = new Map();
    for (const { name, after } of nodes) {
      const missing = new Set(after.filter((dependency) => known.has(dependency))).size;
      this.#missing.set(name, missing);
      if (missing === 0) this.#free.push(name);
    }
    this.#free.sort((a, b) => this.#compare(a, b));
    this.#unsettled = nodes.length;
  }

  /** True when every package has settled or is blocked. */
  get finished(): boolean {
    return this.#unsettled === 0;
  }

  /** The most urgent of the free packages, once; undefined while there is none. */
  take(): string | undefined {
    return this.#free.pop();
  }

  /** The package is visible: what waited for it alone is free now. */
  settle(name: string): void {
    this.#unsettled -= 1;
    for (const dependent of this.#dependents.get(name) ?? []) {
      const missing = (this.#missing.get(dependent) ?? 0) - 1;
      this.#missing.set(dependent, missing);
      if (missing === 0) this.#insert(dependent);
    }
  }

  /** The package has failed for good. The answer: all that now never become free, each once. */
  block(name: string): readonly string[] {
    this.#unsettled -= 1;
    const blocked: string[] = [];
    const next = [name];
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      for (const dependent of this.#dependents.get(at) ?? []) {
        if (this.#missing.get(dependent) === Number.POSITIVE_INFINITY) continue;
        this.#missing.set(dependent, Number.POSITIVE_INFINITY);
        this.#unsettled -= 1;
        blocked.push(dependent);
        next.push(dependent);
      }
    }
    return blocked;
  }

  /** Keeps the most urgent one at the end, where taking it costs nothing. */
  #insert(name: string): void {
    let low = 0;
    let high = this.#free.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(this.#free[middle] ?? "", name) < 0) low = middle + 1;
      else high = middle;
    }
    this.#free.splice(low, 0, name);
  }

  #compare(a: string, b: string): number {
    return (this.#urgency.get(a) ?? 0) - (this.#urgency.get(b) ?? 0) || (a < b ? 1 : -1);
  }
}
