import { ReleaseError, type ErrorDocument, type WriteReply } from "@convoy/core";
import type { PushReply, RefUpdate } from "../push.ts";
import type { RefMap } from "../refs.ts";
import { recordMoved, refsRefused } from "./complaints.ts";
import { findLock } from "./find-lock.ts";
import { inOrder } from "../../in-order.ts";
import { makeLock, makeRecord } from "./make-record.ts";
import { LOCK_REF, recordRef } from "./names.ts";
import { parentsOf, saveRecord } from "./save-record.ts";
import type { FoundRecord, LockReply } from "./shared-records.ts";
import { ATTEMPTS, lookAgain, remember, type Shelf } from "./shelf.ts";

export interface TakeRequest {
  /** What the lock is to say. */
  readonly lock: string;
  /** The lock that it takes the place of. */
  readonly from: string | null;
  /** Published in the same push. */
  readonly record?: FoundRecord;
}

/** Takes the lock, and whatever the reply to the push was, says by what is there whether it is ours. */
export async function takeLock(shelf: Shelf, request: TakeRequest): Promise<LockReply> {
  let { from } = request;
  for (let attempt = 1; ; attempt += 1) {
    const moves = await movesOf(shelf, { ...request, from });
    const reply = await shelf.place.update(moves);
    if (reply.kind === "accepted") return taken(shelf, moves);
    if (reply.kind === "refused" && reply.because === "no-atomic")
      return { kind: "unsupported", error: reply.error };
    const there = await lookAgain(shelf);
    const found = there === null ? unseen(reply) : await settle(shelf, { request, moves, reply, there });
    if (found !== "again") return found;
    if (attempt === ATTEMPTS) throw ReleaseError.from(errorOf(reply));
    // A lock that was freed meanwhile need not be replaced.
    if (from !== null && there?.get(LOCK_REF) === undefined) from = null;
  }
}

async function movesOf(shelf: Shelf, { lock, from, record }: TakeRequest): Promise<readonly RefUpdate[]> {
  const { clone, seen, made, locks } = shelf;
  if (record === undefined) {
    const to = await makeLock(clone, lock);
    locks.set(to, lock);
    return [{ ref: LOCK_REF, to, lease: from }];
  }
  const ref = recordRef(record.id);
  const lease = seen.get(ref) ?? null;
  const [taking, opening] = await inOrder([
    makeLock(clone, lock),
    makeRecord(clone, { ...record, parents: parentsOf(lease) }),
  ]);
  made.add(opening);
  locks.set(taking, lock);
  return [
    { ref: LOCK_REF, to: taking, lease: from },
    { ref, to: opening, lease },
  ];
}

function taken(shelf: Shelf, moves: readonly RefUpdate[]): LockReply {
  remember(shelf, moves);
  return { kind: "taken", oid: shelf.lock ?? "" };
}

function unseen(reply: PushReply): LockReply {
  if (reply.kind === "unclear") return reply;
  throw ReleaseError.from(errorOf(reply));
}

interface Attempt {
  readonly request: TakeRequest;
  readonly moves: readonly RefUpdate[];
  readonly reply: PushReply;
  readonly there: RefMap;
}

async function settle(shelf: Shelf, attempt: Attempt): Promise<LockReply | "again"> {
  const { request, moves, reply, there } = attempt;
  if (moves.every(({ ref, to }) => there.get(ref) === to)) return taken(shelf, moves);
  const lock = there.get(LOCK_REF);
  const replaced = moves[0]?.lease ?? undefined;
  if (lock !== undefined && lock !== replaced) {
    const ours = lock !== shelf.lock && shelf.locks.get(lock) === request.lock;
    return ours ? takenEarlier(shelf, request, lock) : held(shelf);
  }
  if (lock !== replaced) return "again";
  for (const { ref, lease } of moves.slice(1)) {
    const at = there.get(ref);
    if (at === (lease ?? undefined)) continue;
    if (at === undefined || !shelf.made.has(at)) throw ReleaseError.from(recordMoved(shelf.place, ref));
    shelf.seen.set(ref, at);
    return "again";
  }
  if (reply.kind === "unclear") return reply;
  if (reply.kind !== "refused" || reply.because === "moved") return "again";
  if (reply.because === "rule") return { kind: "unsupported", error: refsRefused(reply) };
  throw ReleaseError.from(reply.error);
}

async function held(shelf: Shelf): Promise<LockReply | "again"> {
  const found = await findLock(shelf);
  return found === null ? "again" : { kind: "held", ...found };
}

/** An earlier push of this process landed after its reply was lost. The record is brought up to date. */
async function takenEarlier(shelf: Shelf, { record }: TakeRequest, lock: string): Promise<LockReply> {
  shelf.lock = lock;
  if (record !== undefined) {
    shelf.seen.delete(recordRef(record.id));
    const saved = await saveRecord(shelf, record);
    if (saved.kind !== "accepted") return { kind: "unclear", error: errorOf(saved) };
  }
  return { kind: "taken", oid: lock };
}

function errorOf(reply: WriteReply): ErrorDocument {
  if ("error" in reply && reply.error !== undefined) return reply.error;
  return { code: "GIT_PUSH_UNCLEAR", message: `the remote answered \`${reply.kind}\`` };
}
