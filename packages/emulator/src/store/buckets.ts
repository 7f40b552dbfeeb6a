import type { Bucket } from "./port.ts";

/** Where the contents of buckets come from, and who is told of their changes. */
export interface BucketSource {
  load(name: string): Map<string, unknown>;
  changed(name: string, key: string): void;
}

let lastChange = 0;

const SOME = 1000;

/** All buckets of a store, in memory. A bucket is loaded when it is first asked for. */
export class Buckets {
  readonly #source: BucketSource;
  readonly #buckets: Map<string, LoadedBucket> = new Map();
  readonly #perhapsEmpty: Set<string> = new Set();

  constructor(source: BucketSource) {
    this.#source = source;
  }

  get<T>(name: string): Bucket<T> {
    const known = this.#buckets.get(name);
    if (known !== undefined) return known as Bucket<T>;
    const bucket = new LoadedBucket(this.#source.load(name), (key) => {
      this.#source.changed(name, key);
      if (bucket.size === 0) this.#perhapsEmpty.add(name);
    });
    this.#buckets.set(name, bucket);
    if (bucket.size === 0) this.#perhapsEmpty.add(name);
    return bucket as Bucket<T>;
  }

  /**
   * Asking for a bucket that is not there leaves nothing behind in the long run. To be called when no call is under
   * way. Some are asked for all the time, so a few empty ones are not worth the trouble.
   */
  dropEmpty(): void {
    if (this.#perhapsEmpty.size < SOME) return;
    for (const name of this.#perhapsEmpty)
      if (this.#buckets.get(name)?.size === 0) this.#buckets.delete(name);
    this.#perhapsEmpty.clear();
  }

  clear(): void {
    this.#buckets.clear();
    this.#perhapsEmpty.clear();
  }
}

class LoadedBucket implements Bucket<unknown> {
  readonly #values: Map<string, unknown>;
  readonly #changed: (key: string) => void;
  #changes = 0;

  constructor(values: Map<string, unknown>, changed: (key: string) => void) {
    this.#values = values;
    this.#changed = changed;
  }

  get size(): number {
    return this.#values.size;
  }

  get changes(): number {
    return this.#changes;
  }

  get(key: string): unknown {
    return this.#values.get(key);
  }

  set(key: string, value: unknown): void {
    this.#values.set(key, value);
    this.#note(key);
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#note(key);
  }

  keys(): IterableIterator<string> {
    return this.#values.keys();
  }

  values(): IterableIterator<unknown> {
    return this.#values.values();
  }

  #note(key: string): void {
    this.#changes = ++lastChange;
    this.#changed(key);
  }
}
