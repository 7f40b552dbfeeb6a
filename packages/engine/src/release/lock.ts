import { processInWords, ReleaseError, type ErrorDocument } from "@convoy/core";
import type { Opening } from "../journal/entry.ts";
import type { ReleaseRecord } from "../journal/record.ts";
import { sharedText } from "../journal/shared-form.ts";
import type { EnginePorts, LockReply } from "../ports.ts";
import { isOfThisClone, lockText, readLock, type LockText } from "./lock-text.ts";
import { shareLostEnd, shareRefusal } from "./share.ts";
import { allTogether } from "./synced-record.ts";

/**
 * Takes the lock for a release that is about to begin, with its record beside it. Answers the lock's object; null
 * where the remote takes no such refs, which is said once: then only this clone is kept from a second release.
 *
 * Throws `RELEASE_RUNNING` with the holder, `RELEASE_UNFINISHED` for one that stopped on whatever machine, and
 * `GIT_NO_ATOMIC` where the remote cannot take commit and tags as one.
 */
export async function lockForNew(opening: Opening, ports: EnginePorts): Promise<string | null> {
  const oid = await takeNew(opening, ports);
  if (oid === null) return null;
  const unfinished = await unfinishedElsewhere(ports, opening.id);
  if (unfinished === undefined) return oid;
  const error = unfinishedError(unfinished);
  await shareRefusal(opening, error.toDocument(), ports);
  throw error;
}

async function takeNew(opening: Opening, ports: EnginePorts): Promise<string | null> {
  const open = (): Promise<LockReply> =>
    ports.shared.open(opening.id, sharedText([opening]), lockText(opening, ports.holder));
  const reply = await open();
  if (reply.kind === "unsupported" && reply.error.code === "GIT_NO_ATOMIC")
    refuseHalves(opening, reply.error);
  if (reply.kind !== "held") return takenOr(reply, ports);
  // Held by a release that has ended in this clone: its process died before it could give the lock back.
  const healed = await shareLostEndOf(readLock(reply.text).id, ports);
  return takenOr(healed ? await open() : reply, ports);
}

/** A commit and tags that cannot be pushed as one have no commit point; it is better to know before the uploads. */
function refuseHalves({ verb, snapshot, tags }: Opening, error: ErrorDocument): void {
  const pushes = Object.keys(tags).length > 0 || (verb === "release" && snapshot === undefined);
  if (pushes) throw ReleaseError.from(error);
}

/**
 * Takes the lock to take a release back that is done. Throws `RELEASE_FOLLOWED` where a later one may need what would
 * go, and `RELEASE_UNFINISHED` where another one has to be ended first; nothing has begun then.
 */
export async function lockForDone(opening: Opening, ports: EnginePorts): Promise<RecoveryLock> {
  const taken = await lockForRecovery(opening, ports);
  try {
    const [local, shared] = await Promise.all([ports.records.list(), ports.shared.list(opening.id)]);
    const others = allTogether(local, shared).filter((one) => one.opening.id !== opening.id);
    const unfinished = others.find((one) => !one.ended);
    if (unfinished) throw unfinishedError(unfinished);
    const later = others.find((one) => isDoneAfter(one, opening));
    if (later) throw followedError(opening, later);
  } catch (error) {
    if (taken.lock !== null) await ports.shared.unlock(taken.lock);
    throw error;
  }
  return taken;
}

/** Snapshots are thrown away, and keep nothing. */
function isDoneAfter({ opening, lastReport }: ReleaseRecord, { startedAt }: Opening): boolean {
  return lastReport?.outcome === "done" && opening.snapshot === undefined && opening.startedAt > startedAt;
}

function followedError({ id }: Opening, { opening: later }: ReleaseRecord): ReleaseError {
  return new ReleaseError(
    "RELEASE_FOLLOWED",
    `release ${later.id} came after ${id}, and what it published may need what would be taken out`,
    { hint: `Run \`convoy rollback ${later.id}\` first, or release a correction.` },
  );
}

/** The lock of a release that is carried on or taken back. */
export interface RecoveryLock {
  readonly lock: string | null;
  /** Whether the release was carried on in another clone, whose steps are not in the journal of this one. */
  readonly carriedOn: boolean;
}

/** Takes the lock over for a release that is carried on or taken back. */
export async function lockForRecovery(opening: Opening, ports: EnginePorts): Promise<RecoveryLock> {
  const found = await ports.shared.lock();
  const lock = found === null ? null : readLock(found.text);
  if (lock !== null) {
    if (lock.id !== opening.id || (ports.isRunning(lock) && lock.pid !== ports.holder.pid))
      throw runningError(lock);
    if (lock.host !== ports.holder.host) ports.emit({ kind: "noted", note: takenOver(lock) });
  }
  // A lock that is gone was given back by the commit push, or freed by somebody who knew that its holder is.
  const carriedOn = lock !== null && !isOfThisClone(lock, ports.holder);
  const { clone, ...nowhere } = ports.holder;
  // Nor will a later process of this clone find those steps in its journal.
  const holder = carriedOn || clone === undefined ? nowhere : { ...nowhere, clone };
  const reply = await ports.shared.takeOver(found?.oid ?? null, lockText(opening, holder));
  return { lock: takenOr(reply, ports), carriedOn };
}

function takenOr(reply: LockReply, ports: EnginePorts): string | null {
  switch (reply.kind) {
    case "taken":
      return reply.oid;
    case "held":
      throw runningError(readLock(reply.text));
    case "unsupported":
      ports.emit({ kind: "noted", note: reply.error });
      return null;
    default:
      throw ReleaseError.from(reply.error);
  }
}

async function unfinishedElsewhere(ports: EnginePorts, own: string): Promise<ReleaseRecord | undefined> {
  const shared = await ports.shared.list(own);
  for (const record of allTogether([], shared))
    if (!record.ended && !(await shareLostEndOf(record.opening.id, ports))) return record;
  return undefined;
}

/** Only of a release that this clone knows: what others have ended is theirs to tell. */
async function shareLostEndOf(id: string, ports: EnginePorts): Promise<boolean> {
  const known = (await ports.records.list()).some(({ opening, ended }) => ended && opening.id === id);
  return known && (await shareLostEnd(id, ports));
}

/** The error of a release that must be ended before another begins. */
export function unfinishedError({ opening, turnedBack }: ReleaseRecord): ReleaseError {
  const { id, holder, verb } = opening;
  const back = `\`convoy rollback ${id}\` to take it back`;
  return new ReleaseError(
    "RELEASE_UNFINISHED",
    `release ${id} (\`convoy ${verb}\` of ${processInWords(holder)}) has not ended`,
    { hint: turnedBack ? `Run ${back}.` : `Run ${back}, or \`convoy resume ${id}\` to carry on.` },
  );
}

/** The error of a release that a living process carries out. */
export function runningError(lock: LockText): ReleaseError {
  const { id, verb } = lock;
  const holder = processInWords(lock);
  // What holds the lock and is no release leaves nothing to take back.
  if (verb === "prune")
    return new ReleaseError("RELEASE_RUNNING", `\`convoy prune\` of ${holder} is at work`, {
      hint: `Wait for it, with \`--wait SECONDS\` if you like. If that process is gone: \`convoy unlock ${id}\`.`,
    });
  return new ReleaseError(
    "RELEASE_RUNNING",
    `release ${id} is being carried out (\`convoy ${verb}\` of ${holder})`,
    {
      hint: `Wait for it, with \`--wait SECONDS\` if you like. If that process is gone: \`convoy status\`, then \`convoy rollback ${id}\`.`,
    },
  );
}

function takenOver(lock: LockText): ErrorDocument {
  return {
    code: "LOCK_TAKEN_OVER",
    message: `the lock of release ${lock.id} was held by ${processInWords(lock)}, and is ours now`,
    hint: "If that process still runs, its push will be rejected as a whole.",
  };
}
