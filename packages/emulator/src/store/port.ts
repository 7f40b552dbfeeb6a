/**
 * Records under string keys, in the order in which their keys came. A value is never changed once it is in: a
 * change is a new value under the same key.
 */
export interface Bucket<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<T>;
  readonly size: number;
  /** Another number after each change, so that what was derived from the bucket can be recognised as stale. */
  readonly changes: number;
}

/** Bytes under the hex of their SHA-256. */
export interface Blobs {
  /** The bytes survive the process when this returns. */
  put(sha256: string, bytes: Uint8Array): void;
  get(sha256: string): Uint8Array | undefined;
  /** Takes effect with the next commit. */
  delete(sha256: string): void;
}

/** Where everything is kept. All rules of the service are above it, so that each kind of store behaves the same. */
export interface Store {
  /** A bucket that nothing was put in is there, and empty. Not to be kept beyond the call. */
  bucket<T>(name: string): Bucket<T>;
  readonly blobs: Blobs;
  /** Makes the changes since the last commit safe, all or none of them. An answer is sent only after it. */
  commit(): void;
  /** Back to an empty store. */
  clear(): void;
  close(): void;
}
