import { ReleaseError, type WriteReply } from "@convoy/core";
import type { PushReply, RefUpdate } from "../push.ts";
import { lockLost, recordMoved, unreadable } from "./complaints.ts";
import { makeRecord } from "./make-record.ts";
import { LOCK_REF, recordRef } from "./names.ts";
import { parentsOf } from "./save-record.ts";
import type { FoundRecord, PushCompany } from "./shared-records.ts";
import { ATTEMPTS, freeing, lastSeen, lookAgain, remember, type Shelf } from "./shelf.ts";

/** Lets `push` push what goes along with the commit point, and remembers or explains what came of it. */
export async function pushInCompany(
  shelf: Shelf,
  { record, lock }: PushCompany,
  push: (also: readonly RefUpdate[]) => Promise<PushReply>,
): Promise<WriteReply> {
  for (let attempt = 1; ; attempt += 1) {
    const advanced = record === undefined ? [] : await advance(shelf, record);
    if ("kind" in advanced) return advanced;
    const also = [...advanced, ...freeing(lock?.oid)];
    const reply = await push(also);
    if (reply.kind === "accepted") remember(shelf, also);
    if (reply.kind !== "refused" || reply.because !== "moved") return reply;
    const explained = await explain(shelf, also, reply);
    if (explained !== "again" || attempt === ATTEMPTS) return explained === "again" ? reply : explained;
  }
}

type Advance = readonly RefUpdate[] | Extract<WriteReply, { readonly kind: "refused" }>;

async function advance(shelf: Shelf, record: FoundRecord): Promise<Advance> {
  const ref = recordRef(record.id);
  try {
    const from = await lastSeen(shelf, ref);
    if (from === undefined) throw ReleaseError.from(unreadable(shelf.place, record.id));
    const to = await makeRecord(shelf.clone, { ...record, parents: parentsOf(from) });
    shelf.made.add(to);
    return [{ ref, to, lease: from }];
  } catch (error) {
    if (error instanceof ReleaseError) return { kind: "refused", error: error.toDocument() };
    throw error;
  }
}

/**
 * Branch and tags are the usual reason of a refusal; a lock or a record that is somebody else's weighs more. A record
 * that an earlier push of this process left, whose reply was lost, is worth another attempt.
 */
async function explain(
  shelf: Shelf,
  also: readonly RefUpdate[],
  reply: WriteReply,
): Promise<WriteReply | "again"> {
  const there = await lookAgain(shelf);
  if (there === null) return reply;
  const moved = also
    .filter(({ ref, lease }) => there.get(ref) !== (lease ?? undefined))
    .map(({ ref }) => ref);
  if (moved.includes(LOCK_REF)) return { kind: "refused", error: lockLost(shelf.place) };
  const [ref] = moved;
  if (ref === undefined) return reply;
  const at = there.get(ref);
  if (at === undefined || !shelf.made.has(at))
    return { kind: "refused", error: recordMoved(shelf.place, ref) };
  shelf.seen.set(ref, at);
  return "again";
}
