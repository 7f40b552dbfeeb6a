import { ReleaseError } from "@convoy/core";
import { unreadable } from "./complaints.ts";
import { recordRef, releaseOf } from "./names.ts";
import { readJournals } from "./read-texts.ts";
import type { FoundRecord } from "./shared-records.ts";
import { bring, lookAgain, type Shelf } from "./shelf.ts";
import type { RefMap } from "../refs.ts";

export async function readRecord(shelf: Shelf, id: string): Promise<string | null> {
  const ref = recordRef(id);
  const at = (await bring(shelf.place, [ref])).get(ref);
  if (at === undefined) {
    shelf.seen.set(ref, null);
    return null;
  }
  const journal = (await readJournals(shelf.clone, [at])).get(at);
  if (journal !== undefined) {
    shelf.seen.set(ref, at);
    return journal;
  }
  throw ReleaseError.from(unreadable(shelf.place, id));
}

/** All records, newest first, without that of the release `but`. */
export async function listRecords(shelf: Shelf, but?: string): Promise<readonly FoundRecord[]> {
  const wanted = (there: RefMap): readonly Standing[] => recordsIn(there).filter(({ id }) => id !== but);
  shelf.looked = await bring(shelf.place, (there) => wanted(there).map(({ ref }) => ref));
  const records = wanted(shelf.looked);
  const journals = await readJournals(
    shelf.clone,
    records.map(({ at }) => at),
  );
  return records.flatMap(({ id, ref, at }) => {
    const journal = journals.get(at);
    if (journal === undefined) return [];
    shelf.seen.set(ref, at);
    return [{ id, journal }];
  });
}

/**
 * Deletes the oldest records beyond the newest `keep`, of those that were last listed. What could not be deleted now
 * goes another time.
 */
export async function pruneRecords(shelf: Shelf, keep: number): Promise<void> {
  const there = shelf.looked ?? (await lookAgain(shelf));
  const old = (there === null ? [] : recordsIn(there).slice(keep)).flatMap(({ ref, at }) => {
    const now = shelf.seen.get(ref);
    return now === null ? [] : [{ ref, at: now ?? at }];
  });
  if (old.length === 0) return;
  const reply = await shelf.place.update(old.map(({ ref, at }) => ({ ref, to: null, lease: at })));
  if (reply.kind === "accepted") for (const { ref } of old) shelf.seen.delete(ref);
}

interface Standing {
  readonly id: string;
  readonly ref: string;
  readonly at: string;
}

/** Refs of records, newest first. */
function recordsIn(there: RefMap): readonly Standing[] {
  return [...there]
    .flatMap(([ref, at]) => {
      const id = releaseOf(ref);
      return id === null ? [] : [{ id, ref, at }];
    })
    .toSorted((one, other) => (one.id < other.id ? 1 : -1));
}
