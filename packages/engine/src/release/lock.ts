import { ReleaseError, type ErrorDocument } from "@convoy/core";
import type { Holder, Opening } from "../journal/entry.ts";
import { decodeLines } from "../journal/line.ts";
import { ReleaseRecord } from "../journal/record.ts";
import { sharedLine } from "../journal/shared-form.ts";
import type { EnginePorts, LockReply } from "../ports.ts";

/** What the lock says: which release, and who carries it out. */
export interface LockText extends Holder {
  readonly id: string;
  readonly verb: string;
}

/** The lock as JSON, for the ref. */
function lockText({ id, verb }: Pick<Opening, "id" | "verb">, holder: Holder): string {
  return JSON.stringify({ id, verb, host: holder.host, pid: holder.pid } satisfies LockText);
}

/** The lock's text as somebody wrote it: anybody who may push may write anything. */
export function readLock(text: string): LockText {
  const unknown = { id: "unknown", verb: "release", host: "unknown", pid: 0 };
  try {
    const json = JSON.parse(text) as Partial<Record<keyof LockText, unknown>> | null;
    const { id, verb, host, pid } = json ?? {};
    if (typeof id !== "string" || typeof verb !== "string" || typeof host !== "string") return unknown;
    return { id, verb, host, pid: typeof pid === "number" ? pid : 0 };
  } catch (error) {
    if (error instanceof SyntaxError) return unknown;
    throw error;
  }
}

/**
 * Takes the lock for a release that is about to begin, with its record beside it. Answers the lock's object; null
 * where the remote takes no such refs, which is said once: then only this clone is kept from a second release.
 *
 * Throws `RELEASE_RUNNING` with the holder, and `RELEASE_UNFINISHED` for one that stopped on whatever machine.
 */
export async function lockForNew(opening: Opening, ports: EnginePorts): Promise<string | null> {
  const reply = await ports.shared.open(opening.id, sharedLine(opening), lockText(opening, ports.holder));
  const oid = takenOr(reply, ports);
  if (oid === null) return null;
  const unfinished = await unfinishedElsewhere(ports, opening.id);
  if (unfinished === undefined) return oid;
  await ports.shared.unlock(oid);
  throw unfinishedError(unfinished);
}

/** Takes the lock over for a release that is carried on or taken back. */
export async function lockForRecovery(opening: Opening, ports: EnginePorts): Promise<string | null> {
  const found = await ports.shared.lock();
  if (found !== null) {
    const lock = readLock(found.text);
    if (lock.id !== opening.id || (ports.isRunning(lock) && lock.pid !== ports.holder.pid))
      throw runningError(lock);
    if (lock.host !== ports.holder.host) ports.emit({ kind: "noted", note: takenOver(lock) });
  }
  return takenOr(await ports.shared.takeOver(found?.oid ?? null, lockText(opening, ports.holder)), ports);
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
      throw new ReleaseError(reply.error.code, reply.error.message, hintOf(reply.error));
  }
}

async function unfinishedElsewhere({ shared }: EnginePorts, own: string): Promise<ReleaseRecord | undefined> {
  const records = (await shared.list()).filter(({ id }) => id !== own);
  return records
    .map(({ journal }) => ReleaseRecord.replay(decodeLines(journal).entries))
    .find((record) => record !== undefined && !record.ended);
}

/** The error of a release that must be ended before another begins. */
export function unfinishedError({ opening, turnedBack }: ReleaseRecord): ReleaseError {
  const { id, holder, verb } = opening;
  const back = `\`convoy rollback ${id}\` to take it back`;
  return new ReleaseError(
    "RELEASE_UNFINISHED",
    `release ${id} (\`convoy ${verb}\` of process ${holder.pid} on ${holder.host}) has not ended`,
    { hint: turnedBack ? `Run ${back}.` : `Run ${back}, or \`convoy resume ${id}\` to carry on.` },
  );
}

/** The error of a release that a living process carries out. */
export function runningError({ id, verb, host, pid }: LockText): ReleaseError {
  return new ReleaseError(
    "RELEASE_RUNNING",
    `release ${id} is being carried out (\`convoy ${verb}\` of process ${pid} on ${host})`,
    {
      hint: `Wait for it, with \`--wait SECONDS\` if you like. If that process is gone: \`convoy status\`, then \`convoy rollback ${id}\`.`,
    },
  );
}

function takenOver({ id, host, pid }: LockText): ErrorDocument {
  return {
    code: "LOCK_TAKEN_OVER",
    message: `the lock of release ${id} was held by process ${pid} on ${host}, and is ours now`,
    hint: "If that process still runs, its push will be rejected as a whole.",
  };
}

function hintOf({ hint }: ErrorDocument): { readonly hint?: string } {
  return hint === undefined ? {} : { hint };
}
