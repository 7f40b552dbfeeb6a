import type { Blobs, Bucket, Store } from "./port.ts";

/** A bucket that only lives in memory. */
export class MemoryBucket<T> implements Bucket<T> {
  readonly #values: Map<string, T>;
  #changes = 0;

  constructor(values: Map<string, T> = new Map()) {
    this.#values = values;
  }

  get size(): number {
    return this.#values.size;
  }

  get changes(): number {
    return this.#changes;
  }

  get(key: string): T | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: T): void {
    this.#changes += 1;
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#changes += 1;
  }

  keys(): IterableIterator<string> {
    return this.#values.keys();
  }

  values(): IterableIterator<T> {
    return this.#values.values();
  }
}

class MemoryBlobs implements Blobs {
  readonly #bytes: Map<string, Uint8Array> = new Map();

  has(sha256: string): boolean {
    return this.#bytes.has(sha256);
  }

  put(sha256: string, bytes: Uint8Array): void {
    this.#bytes.set(sha256, bytes);
  }

  get(sha256: string): Uint8Array | undefined {
    return this.#bytes.get(sha256);
  }

  delete(sha256: string): void {
    this.#bytes.delete(sha256);
  }

  clear(): void {
    this.#bytes.clear();
  }
}

/** A store that ends with the process. */
export function memoryStore(): Store {
  const buckets = new Map<string, MemoryBucket<unknown>>();
  const blobs = new MemoryBlobs();
  return {
    blobs,
    bucket<T>(name: string): Bucket<T> {
      let bucket = buckets.get(name);
      if (bucket === undefined) buckets.set(name, (bucket = new MemoryBucket()));
      return bucket as MemoryBucket<T>;
    },
    commit() {},
    clear() {
      buckets.clear();
      blobs.clear();
    },
    close() {},
  };
}
