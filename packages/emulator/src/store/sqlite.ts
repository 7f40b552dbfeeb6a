import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { BlobFolder } from "./blob-folder.ts";
import { Buckets } from "./buckets.ts";
import type { Bucket, Store } from "./port.ts";
import { EmulatorError } from "../errors.ts";

/** Of what is written here; another number is another format. */
const FORMAT = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (bucket, key)
  )`;

/**
 * Opens the store in a folder, which is made where it is not there. What was committed is in it after the process
 * was killed at any moment. Throws an `EmulatorError` for a folder that cannot be written to, that another process has
 * open, that a newer emulator wrote, or that is damaged; nothing in the folder is changed then.
 */
export function openStore(folder: string): Store {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unusable(folder, error as Error);
  }
  const database = openDatabase(join(folder, "records.db"), folder);
  try {
    return new SqliteStore(database, new BlobFolder(join(folder, "blobs")));
  } catch (error) {
    database.close();
    throw unusable(folder, error as Error);
  }
}

class SqliteStore implements Store {
  readonly blobs: BlobFolder;
  readonly #database: DatabaseSync;
  readonly #buckets: Buckets;
  /** By bucket, the keys that changed, and whether they were deleted in between. */
  readonly #dirty: Map<string, Map<string, boolean>> = new Map();
  readonly #upsert: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync, blobs: BlobFolder) {
    this.blobs = blobs;
    this.#database = database;
    // A value that replaces another keeps its place in the order.
    this.#upsert = database.prepare(
      "INSERT INTO records (bucket, key, value) VALUES (?, ?, ?) ON CONFLICT (bucket, key) DO UPDATE SET value = excluded.value",
    );
    this.#delete = database.prepare("DELETE FROM records WHERE bucket = ? AND key = ?");
    const select = database.prepare("SELECT key, value FROM records WHERE bucket = ? ORDER BY id");
    this.#buckets = new Buckets({
      load: (name) =>
        new Map(select.all(name).map(({ key, value }) => [String(key), parsed(name, String(value))])),
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
    this.#database.exec("DELETE FROM records");
    this.blobs.clear();
  }

  close(): void {
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
      this.#database.exec("COMMIT");
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

function parsed(bucket: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    throw damaged(bucket, "a record is no JSON", error);
  }
}

/** Loaded here and not with the module: older runtimes warn of it, and an emulator in memory has no use for it. */
function connect(path: string): DatabaseSync {
  const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
  return new Database(path);
}

function openDatabase(path: string, folder: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = connect(path);
    // One process has the folder, so the log needs no shared memory and no lock is taken twice.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    const { user_version: format } = database.prepare("PRAGMA user_version").get() as {
      user_version: number;
    };
    if (format > FORMAT) {
      throw new EmulatorError(
        "DATA_TOO_NEW",
        `${folder} was written by a newer emulator (format ${format}, this one writes ${FORMAT})`,
      );
    }
    const [check] = database.prepare("PRAGMA quick_check(1)").all();
    if (check?.["quick_check"] !== "ok") throw damaged(folder, String(check?.["quick_check"]));
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA}; PRAGMA user_version = ${FORMAT}; COMMIT`);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof EmulatorError) throw error;
    throw explained(error, folder);
  }
}

/** Of SQLite: what is wrong is not in the file. */
const BUSY = 5;
const NO_ACCESS: ReadonlySet<number | undefined> = new Set([3, 8, 13, 14]);

function explained(error: unknown, folder: string): EmulatorError {
  const { errcode, message } = error as { readonly errcode?: number; readonly message: string };
  if (errcode === BUSY) {
    return new EmulatorError("DATA_IN_USE", `${folder} is open in another emulator`, {
      hint: "Stop the other emulator, or give this one a folder of its own.",
    });
  }
  return NO_ACCESS.has(errcode) ? unusable(folder, error as Error) : damaged(folder, message, error);
}

function unusable(folder: string, cause: Error): EmulatorError {
  return new EmulatorError("DATA_UNUSABLE", `${folder} cannot be written to: ${cause.message}`, {
    hint: "Give a folder that this user may write to.",
    cause,
  });
}

function damaged(folder: string, what: string, cause?: unknown): EmulatorError {
  return new EmulatorError("DATA_DAMAGED", `${folder} cannot be read: ${what}`, {
    hint: "Put a copy of the folder back, or start with another folder. Nothing in it was changed.",
    cause,
  });
}
