import { ReleaseError, type ErrorDocument } from "@convoy/core";
import type { Clone } from "../clone.ts";
import type { RefMap } from "../refs.ts";
import type { RefUpdate } from "../push.ts";
import { LOCK_REF } from "./names.ts";
import { localPlace, remotePlace, type Place } from "./place.ts";
import { isCommit } from "./read-texts.ts";
import type { SharedStart } from "./shared-records.ts";

/** How often what others changed meanwhile is looked at again. */
export const ATTEMPTS = 3;

/** One place, and what this process knows of it. */
export interface Shelf {
  readonly clone: Clone;
  readonly place: Place;
  /** Ref of a record to where this process last saw it; null: it was not there. The leases. */
  readonly seen: Map<string, string | null>;
  /** All records that this process made: one that stands there is ours, even if the reply to the push was lost. */
  readonly made: Set<string>;
  /** All refs, when they were last looked at. */
  looked: RefMap | undefined;
  /** All locks that it made, and what each says. */
  readonly locks: Map<string, string>;
  /** The lock that this process took, while it has it. */
  lock: string | undefined;
}

/** Answers the shelf of a place, the same one each time. */
export function shelvesOf(
  clone: Clone,
  onNote: (note: ErrorDocument) => void,
): (start: SharedStart) => Shelf {
  const shelves = new Map<string | null, Shelf>();
  return ({ remote }) => {
    const place = remote === null ? localPlace(clone, onNote) : remotePlace(clone, remote);
    const shelf = shelves.get(remote) ?? {
      clone,
      place,
      seen: new Map(),
      made: new Set(),
      looked: undefined,
      locks: new Map(),
      lock: undefined,
    };
    shelves.set(remote, shelf);
    return shelf;
  };
}

/**
 * Where the record is by what this process knows, else by what is there; null for nowhere, and undefined where
 * something else than a record is. Its objects are in the clone.
 */
export async function lastSeen(shelf: Shelf, ref: string): Promise<string | null | undefined> {
  const known = shelf.seen.get(ref);
  if (known !== undefined) return known;
  const at = (await bring(shelf.place, [ref])).get(ref) ?? null;
  if (at !== null && !(await isCommit(shelf.clone, at))) return undefined;
  shelf.seen.set(ref, at);
  return at;
}

/**
 * The refs as they are, and the objects of those that are wanted in the clone. A ref that was deleted between the
 * look and the fetch is no failure: one looks again.
 */
export async function bring(
  place: Place,
  wanted: readonly string[] | ((there: RefMap) => readonly string[]),
): Promise<RefMap> {
  for (let attempt = 1; ; attempt += 1) {
    const there = await place.look();
    const refs = typeof wanted === "function" ? wanted(there) : wanted.filter((ref) => there.has(ref));
    try {
      await place.fetch(there, refs);
      return there;
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof ReleaseError)) throw error;
    }
  }
}

/** The refs as they are; null where that cannot be seen. */
export async function lookAgain({ place }: Shelf): Promise<RefMap | null> {
  try {
    return await place.look();
  } catch (error) {
    if (error instanceof ReleaseError) return null;
    throw error;
  }
}

/** The deletion of the lock, if there is one to delete. */
export function freeing(lock: string | undefined): readonly RefUpdate[] {
  return lock === undefined ? [] : [{ ref: LOCK_REF, to: null, lease: lock }];
}

/** What this process has changed is what it last saw. */
export function remember(shelf: Shelf, updates: readonly RefUpdate[]): void {
  for (const { ref, to, lease } of updates) {
    if (ref !== LOCK_REF) shelf.seen.set(ref, to);
    else if (to !== null) shelf.lock = to;
    else if (lease === shelf.lock) shelf.lock = undefined;
  }
}
