import type { WriteReply } from "@convoy/core";
import { lockMoved } from "./complaints.ts";
import { lockText } from "./make-record.ts";
import { LOCK_REF } from "./names.ts";
import { readText } from "./read-texts.ts";
import type { FoundLock } from "./shared-records.ts";
import { ATTEMPTS, bring, freeing, lookAgain, type Shelf } from "./shelf.ts";

/** The lock as it is now, with what its holder wrote. */
export async function findLock({ clone, place }: Shelf): Promise<FoundLock | null> {
  for (let attempt = 1; ; attempt += 1) {
    const oid = (await bring(place, [LOCK_REF])).get(LOCK_REF);
    if (oid === undefined) return null;
    // Another one may have come between the look and the fetch: then this one is not here.
    const text = await readText(clone, oid);
    if (text !== undefined || attempt === ATTEMPTS) return { oid, text: lockText(text ?? "") };
  }
}

/** Frees exactly this lock. */
export async function freeLock(shelf: Shelf, oid: string): Promise<WriteReply> {
  const reply = await shelf.place.update(freeing(oid));
  const there = reply.kind === "accepted" ? null : await lookAgain(shelf);
  const gone = reply.kind === "accepted" || (there !== null && there.get(LOCK_REF) !== oid);
  if (gone && shelf.lock === oid) shelf.lock = undefined;
  if (!gone || reply.kind === "accepted") return reply;
  if (there?.has(LOCK_REF)) return { kind: "refused", error: lockMoved(shelf.place) };
  return { kind: reply.kind === "unclear" ? "accepted" : "exists" };
}
