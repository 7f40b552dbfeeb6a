import { join } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { BlobFolder } from "./blob-folder.ts";
import { Buckets } from "./buckets.ts";
import { CommitCount } from "./commit-count.ts";
import { commitsIn, openDatabase } from "./open-database.ts";
import type { Bucket, Store } from "./port.ts";

/**
 * Opens the store in a folder, which is made where it is not there. What was committed is in it after the process
 * was killed at any moment. Throws an `EmulatorError` for a folder that cannot be used, and leaves it as it is.
 */
export function openStore(folder: string): Store {
  const database = openDatabase(folder);
  try {
    const commits = new CommitCount(folder, commitsIn(database));
    return new SqliteStore(database, { commits, blobs: new BlobFolder(join(folder, "blobs")) });
  } catch (error) {
    database.close();
    throw error;
  }
}

class SqliteStore implements Store {
  readonly blobs: BlobFolder;
  readonly #commits: CommitCount;
  readonly #database: DatabaseSync;
  readonly #buckets: Buckets;
  /** By bucket, the keys that changed, and whether they were deleted in between. */
  readonly #dirty: Map<string, Map<string, boolean>> = new Map();
  readonly #upsert: StatementSync;
  readonly #delete: StatementSync;

  constructor(
    database: DatabaseSync,
    { commits, blobs }: { readonly commits: CommitCount; readonly blobs: BlobFolder },
  ) {
    this.blobs = blobs;
    this.#commits = commits;
    this.#database = database;
    // A value that replaces another keeps its place in the order.
    this.#upsert = database.prepare(
      "INSERT INTO records (bucket, key, value) VALUES (?, ?, ?) ON CONFLICT (bucket, key) DO UPDATE SET value = excluded.value",
    );
    this.#delete = database.prepare("DELETE FROM records WHERE bucket = ? AND key = ?");
    const select = database.prepare("SELECT key, value FROM records WHERE bucket = ? ORDER BY id");
    this.#buckets = new Buckets({
      load: (name) =>
        new Map(select.all(name).map(({ key, value }) => [String(key), JSON.parse(String(value))])),
      changed: (name, key) => this.#markDirty(name, key),
    });
  }

  bucket<T>(name: string): Bucket<T> {
    return this.#buckets.get(name);
  }

  commit(): void {
    if (this.#dirty.size > 0) this.#writeDirty();
    this.blobs.sweep();
    this.#buckets.dropEmpty();
  }

  clear(): void {
    this.#dirty.clear();
    this.#buckets.clear();
    this.#database.exec(`DELETE FROM records WHERE bucket <> ''`);
    this.blobs.clear();
  }

  close(): void {
    this.#commits.close();
    this.#database.close();
  }

  #markDirty(name: string, key: string): void {
    const keys = this.#dirty.get(name) ?? new Map<string, boolean>();
    const recreated = keys.get(key) === true;
    if (recreated) keys.delete(key); // so that it comes last
    keys.set(key, recreated || this.#buckets.get(name).get(key) === undefined);
    this.#dirty.set(name, keys);
  }

  /** What cannot be written was never there: memory goes back to what is on disk. */
  #writeDirty(): void {
    try {
      this.#database.exec("BEGIN");
      for (const [name, keys] of this.#dirty)
        for (const [key, deleted] of keys) this.#write(name, key, deleted);
      this.#upsert.run("", "commits", String(this.#commits.next));
      this.#database.exec("COMMIT");
      this.#commits.advance();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      this.#buckets.clear();
      this.blobs.spare();
      throw error;
    } finally {
      this.#dirty.clear();
    }
  }

  #write(name: string, key: string, deleted: boolean): void {
    // Deleted and put again is a new place in the order, as it is in memory.
    if (deleted) this.#delete.run(name, key);
    const value = this.#buckets.get(name).get(key);
    if (value !== undefined) this.#upsert.run(name, key, JSON.stringify(value));
  }
}
