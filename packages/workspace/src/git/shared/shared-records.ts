import type { ErrorDocument, WriteReply } from "@convoy/core";

/** Where the records are: on this remote, or, without one, among the refs of the clone itself. */
export interface SharedStart {
  readonly remote: string | null;
}

/** The lock as the remote has it. */
export interface FoundLock {
  /** By this it is freed, and by nothing else. */
  readonly oid: string;
  /** What its holder wrote; empty where that is nothing readable. Others may have written it: it is not to be trusted. */
  readonly text: string;
}

export interface FoundRecord {
  readonly id: string;
  readonly journal: string;
}

export type LockReply =
  | { readonly kind: "taken"; readonly oid: string }
  | ({ readonly kind: "held" } & FoundLock)
  /** The host takes no refs of Convoy (`GIT_REFS_REFUSED`), or not several refs as one (`GIT_NO_ATOMIC`). */
  | { readonly kind: "unsupported"; readonly error: ErrorDocument }
  /** Nothing can be seen of what became of it. */
  | { readonly kind: "unclear"; readonly error: ErrorDocument };

export interface SaveOptions {
  /** A commit whose objects travel along, so that another machine can fetch them. Once is enough for a record. */
  readonly carries?: string;
  /** Also frees the lock that this process took, in the same push, if it still is that one. */
  readonly unlock?: boolean;
}

/** What the commit point takes along: all of it lands with branch and tags, or nothing does. */
export interface PushCompany {
  /** The record is advanced, by lease. */
  readonly record?: FoundRecord;
  /** The lock is freed, by lease: when somebody took it away, the push is rejected whole. */
  readonly lock?: { readonly oid: string };
}

/**
 * The records of releases and the one lock, as refs that all machines see: `refs/convoy/lock` and
 * `refs/convoy/releases/<id>`. A record changes only by lease on what this process last saw of it, by `open`, `save`,
 * `read` or `list`. What is read may have been written by anybody. All of them throw `GIT_REMOTE_UNREACHABLE` where
 * they must look and cannot, and `RELEASE_ID_INVALID` for what is no id.
 */
export interface SharedRecords {
  /**
   * Takes the lock and publishes the record, in one atomic push. The lock must be free; the record must be as this
   * process last saw it, which for a new release is: absent. Throws where the remote denies every push, and
   * `GIT_RECORD_MOVED` where the lock is free and the record is not as it was seen.
   */
  open(id: string, journal: string, lock: string): Promise<LockReply>;
  /** Advances the record. `GIT_RECORD_MOVED` refuses it where somebody else did so meanwhile. */
  save(id: string, journal: string, options?: SaveOptions): Promise<WriteReply>;
  /** The record as it is now; null when there is none. Throws `GIT_RECORD_UNREADABLE` for what is no record. */
  read(id: string): Promise<string | null>;
  /** All records but that of the release `but`, newest first; refs that lead to no record are passed over. */
  list(but?: string): Promise<readonly FoundRecord[]>;
  lock(): Promise<FoundLock | null>;
  /** Takes the lock in the place of exactly this one, in one push; null: where there is none. */
  takeOver(oid: string | null, lock: string): Promise<LockReply>;
  /** Frees this lock and no other. A lock that is gone already is `exists`. Throws `GIT_LOCK_UNKNOWN` for no full id. */
  unlock(oid: string): Promise<WriteReply>;
  /** Deletes the oldest records beyond the newest `keep`, in one push, and does not mind when it cannot. */
  prune(keep: number): Promise<void>;
}
