import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { COMMIT_COUNT, countedCommits } from "./commit-count.ts";
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
 * Opens the records of a folder, which is made where it is not there. Throws an `EmulatorError` for a folder that
 * cannot be written to, that another process has open, that a newer emulator wrote, or that is damaged; no record in
 * it is touched then.
 */
export function openDatabase(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, "records.db");
    const counted = countedCommits(folder);
    // Of an empty file SQLite believes that its log belongs to another, and removes it.
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) inspect(path, folder, counted);
    else refuseLoss(folder, { counted, found: 0 });
    return prepared(path);
  } catch (error) {
    throw error instanceof EmulatorError ? error : explained(error as Error, folder);
  }
}

/** How many commits are in the records. */
export function commitsIn(database: DatabaseSync): number {
  const row = database.prepare("SELECT value FROM records WHERE bucket = '' AND key = 'commits'").get();
  return Number(row?.["value"] ?? 0);
}

/** Looks before anything is opened for writing: that alone would fold the log of changes into the file. */
function inspect(path: string, folder: string, counted: number): void {
  const database = connect(path, { readOnly: true });
  try {
    const { user_version: format } = database.prepare("PRAGMA user_version").get() as {
      readonly user_version: number;
    };
    if (format > FORMAT) {
      throw new EmulatorError(
        "DATA_TOO_NEW",
        `${folder} was written by a newer emulator (format ${format}, this one writes ${FORMAT})`,
      );
    }
    const [check] = database.prepare("PRAGMA quick_check(1)").all();
    if (check?.["quick_check"] !== "ok") throw damaged(folder, String(check?.["quick_check"]));
    refuseLoss(folder, { counted, found: format === 0 ? 0 : commitsIn(database) });
    if (format > 0) refuseNoise(database, folder);
  } finally {
    database.close();
  }
}

function refuseLoss(
  folder: string,
  { counted, found }: { readonly counted: number; readonly found: number },
): void {
  if (found >= counted) return;
  throw new EmulatorError(
    "DATA_DAMAGED",
    `${folder} has lost the last ${counted - found} of its ${counted} changes`,
    { hint: `Put a copy of the folder back, or delete ${COMMIT_COUNT} in it to go on with what is left.` },
  );
}

function refuseNoise(database: DatabaseSync, folder: string): void {
  const found = database.prepare("SELECT bucket, key FROM records WHERE NOT json_valid(value) LIMIT 1").get();
  if (found === undefined) return;
  throw damaged(folder, `the record ${String(found["bucket"])}/${String(found["key"])} is no JSON`);
}

function prepared(path: string): DatabaseSync {
  const database = connect(path);
  try {
    // One process has the folder, so the log needs no shared memory and no lock is taken twice.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA}; PRAGMA user_version = ${FORMAT}; COMMIT`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Loaded here and not with the module: older runtimes warn of it, and an emulator in memory has no use for it. */
function connect(path: string, options: { readonly readOnly?: boolean } = {}): DatabaseSync {
  const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
  return new Database(path, options);
}

/** Of SQLite: somebody else has the file; the file is there and may not be written. */
const BUSY = 5;
const NO_ACCESS: ReadonlySet<number> = new Set([3, 8, 13, 14]);

function explained(error: Error & { readonly errcode?: number }, folder: string): EmulatorError {
  const { errcode, message } = error;
  if (errcode === BUSY) {
    return new EmulatorError("DATA_IN_USE", `${folder} is open in another emulator`, {
      hint: "Stop the other emulator, or give this one a folder of its own.",
    });
  }
  if (errcode !== undefined && !NO_ACCESS.has(errcode)) return damaged(folder, message, error);
  return new EmulatorError("DATA_UNUSABLE", `${folder} cannot be written to: ${message}`, {
    hint: "Give a folder that this user may write to.",
    cause: error,
  });
}

function damaged(folder: string, what: string, cause?: unknown): EmulatorError {
  return new EmulatorError("DATA_DAMAGED", `${folder} cannot be read: ${what}`, {
    hint: "Put a copy of the folder back, or start with another folder. Nothing in it was changed.",
    cause,
  });
}
