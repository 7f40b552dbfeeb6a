/** A barrier in the test's hand: code under test arrives and waits until the test lets it through. */
export interface Gate<T> {
  /** For the code under test, and needs no `this`. Waits for `open`; rejects when the test says `refuse`. */
  readonly pass: (visitor: T) => Promise<void>;
  /**
   * Resolves with the visitors that wait, in the order in which they came, as soon as there are `count` of them
   * and everything that could run without the test's help has run.
   */
  waiting(count?: number): Promise<readonly T[]>;
  /** All who ever came, in order. */
  readonly visitors: readonly T[];
  /** Lets the first such visitor through. */
  open(visitor: T): Promise<void>;
  /** Lets the first such visitor fail. */
  refuse(visitor: T, error: Error): Promise<void>;
  /** Lets everybody through, those who come later too. */
  openAll(): Promise<void>;
}

/** A closed gate. */
export function gate<T = string>(): Gate<T> {
  return new ClosedGate<T>();
}

interface Waiting<T> {
  readonly visitor: T;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

class ClosedGate<T> implements Gate<T> {
  readonly visitors: T[] = [];
  readonly #inside: Waiting<T>[] = [];
  readonly #watchers: (() => void)[] = [];
  #staysOpen = false;

  readonly pass = (visitor: T): Promise<void> => {
    this.visitors.push(visitor);
    if (this.#staysOpen) return Promise.resolve();
    const passed = new Promise<void>((resolve, reject) => this.#inside.push({ visitor, resolve, reject }));
    for (const wake of this.#watchers.splice(0)) wake();
    return passed;
  };

  async waiting(count = 1): Promise<readonly T[]> {
    while (this.#inside.length < count) await new Promise<void>((wake) => this.#watchers.push(wake));
    await quiet();
    return this.#inside.map(({ visitor }) => visitor);
  }

  async open(visitor: T): Promise<void> {
    this.#take(visitor).resolve();
    await quiet();
  }

  async refuse(visitor: T, error: Error): Promise<void> {
    this.#take(visitor).reject(error);
    await quiet();
  }

  async openAll(): Promise<void> {
    this.#staysOpen = true;
    for (const { resolve } of this.#inside.splice(0)) resolve();
    await quiet();
  }

  #take(visitor: T): Waiting<T> {
    const index = this.#inside.findIndex((one) => one.visitor === visitor);
    const [found] = index < 0 ? [] : this.#inside.splice(index, 1);
    if (found !== undefined) return found;
    const present = this.#inside.map((one) => String(one.visitor)).join(", ");
    throw new Error(`${String(visitor)} does not wait at the gate; waiting: ${present || "nobody"}`);
  }
}

/** Resolves when all promises that could settle without input from outside have settled. */
export async function quiet(): Promise<void> {
  // Two turns: what the first one's callbacks start as an immediate is done as well.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
