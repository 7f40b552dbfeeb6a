import type { WriteReply } from "@convoy/core";
import type { PushReply } from "../push.ts";
import { makeRecord } from "./make-record.ts";
import { LOCK_REF, recordRef } from "./names.ts";
import { ATTEMPTS, freeing, lastSeen, lookAgain, remember, type Shelf } from "./shelf.ts";
import { recordMoved, refsRefused, unreadable } from "./complaints.ts";
import type { SaveOptions } from "./shared-records.ts";

export interface SaveRequest extends SaveOptions {
  readonly id: string;
  readonly journal: string;
}

/** Advances a record, and whatever the reply to the push was, says by what is there whether it is advanced. */
export async function saveRecord(shelf: Shelf, request: SaveRequest): Promise<WriteReply> {
  const ref = recordRef(request.id);
  for (let attempt = 1; ; attempt += 1) {
    const from = await lastSeen(shelf, ref);
    if (from === undefined) return { kind: "refused", error: unreadable(shelf.place, request.id) };
    const to = await makeRecord(shelf.clone, { ...request, parents: parentsOf(from, request.carries) });
    shelf.made.add(to);
    const advance = { ref, to, lease: from };
    const moves = [advance, ...freeing(request.unlock ? shelf.lock : undefined)];
    const reply = await shelf.place.update(moves);
    const saved = reply.kind === "accepted" ? reply : await settle(shelf, advance, reply);
    if (saved.kind === "accepted") remember(shelf, moves);
    if (saved.kind !== "again") return saved;
    if (attempt === ATTEMPTS) return reply;
  }
}

/** The parents of a record: what it was before, and what it carries. */
export function parentsOf(from: string | null, carries?: string): readonly string[] {
  return [from, carries].filter((parent) => parent !== null && parent !== undefined);
}

interface Advance {
  readonly ref: string;
  readonly to: string;
  readonly lease: string | null;
}

/** What a push without a clear reply came to. `again`: what this process knew was out of date, and is not any more. */
async function settle(
  shelf: Shelf,
  { ref, to, lease }: Advance,
  reply: PushReply,
): Promise<WriteReply | { readonly kind: "again" }> {
  const there = await lookAgain(shelf);
  if (there === null) return reply;
  const at = there.get(ref) ?? null;
  if (at === to) return { kind: "accepted" };
  if (at !== lease && (at === null || !shelf.made.has(at)))
    return { kind: "refused", error: recordMoved(shelf.place, ref) };
  if (reply.kind !== "refused") return reply;
  shelf.seen.set(ref, at);
  // A lock that was stolen is not freed by the next attempt.
  if (there.get(LOCK_REF) !== shelf.lock) shelf.lock = undefined;
  if (at !== lease || reply.because === "moved") return { kind: "again" };
  return reply.because === "rule" ? { kind: "refused", error: refsRefused(reply) } : reply;
}
