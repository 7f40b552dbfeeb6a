import { findLock, freeLock } from "./find-lock.ts";
import { lockId } from "./names.ts";
import { listRecords, pruneRecords, readRecord } from "./read-records.ts";
import { saveRecord } from "./save-record.ts";
import type { SharedRecords } from "./shared-records.ts";
import type { Shelf } from "./shelf.ts";
import { takeLock } from "./take-lock.ts";

export function openShared(shelf: Shelf): SharedRecords {
  return {
    open: (id, journal, lock) => takeLock(shelf, { lock, from: null, record: { id, journal } }),
    save: (id, journal, options) => saveRecord(shelf, { ...options, id, journal }),
    read: (id) => readRecord(shelf, id),
    list: (but) => listRecords(shelf, but),
    lock: () => findLock(shelf),
    takeOver: async (oid, lock) => takeLock(shelf, { lock, from: oid === null ? null : lockId(oid) }),
    unlock: async (oid) => freeLock(shelf, lockId(oid)),
    prune: (keep) => pruneRecords(shelf, keep),
  };
}
