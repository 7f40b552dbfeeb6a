/** A barrier in the test's hand: code under test arrives and waits until the test lets it through. */
export interface Gate<T> {
  /** For the code under test. Waits for `open`; rejects when the test says `refuse`. */
  pass(visitor: T): Promise<void>;
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

interface Waiting<T> {
  readonly visitor: T;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A closed gate. */
export function gate<T = string>(): Gate<T> {
  const visitors: T[] = [];
  const inside: Waiting<T>[] = [];
  const watchers: (() => void)[] = [];
  let stayOpen = false;

  const take = (visitor: T): Waiting<T> => {
    const index = inside.findIndex((one) => one.visitor === visitor);
    const [found] = index < 0 ? [] : inside.splice(index, 1);
    if (found) return found;
    throw new Error(
      `${String(visitor)} does not wait at the gate; waiting: ${inside.map((one) => String(one.visitor)).join(", ") || "nobody"}`,
    );
  };
  return {
    visitors,
    pass(visitor) {
      visitors.push(visitor);
      if (stayOpen) return Promise.resolve();
      const passed = new Promise<void>((resolve, reject) =>
        inside.push({ visitor, resolve, reject }),
      );
      for (const wake of watchers.splice(0)) wake();
      return passed;
    },
    async waiting(count = 1) {
      while (inside.length < count) await new Promise<void>((wake) => watchers.push(wake));
      await quiet();
      return inside.map((one) => one.visitor);
    },
    async open(visitor) {
      take(visitor).resolve();
      await quiet();
    },
    async refuse(visitor, error) {
      take(visitor).reject(error);
      await quiet();
    },
    async openAll() {
      stayOpen = true;
      for (const one of inside.splice(0)) one.resolve();
      await quiet();
    },
  };
}

/** Resolves when all promises that could settle without input from outside have settled. */
export async function quiet(): Promise<void> {
  // Two turns: what the first one's callbacks start as an immediate is done as well.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
