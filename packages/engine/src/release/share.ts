import type { ErrorDocument, ReleaseReport, WriteReply } from "@convoy/core";
import type { JournalEntry, Opening } from "../journal/entry.ts";
import { decodeLines } from "../journal/line.ts";
import { newsFrom, sharedText } from "../journal/shared-form.ts";
import type { EnginePorts } from "../ports.ts";
import { isOfThisClone, readLock, type LockText } from "./lock-text.ts";
import type { Run } from "./run.ts";
import { knownTogether } from "./synced-record.ts";

export interface Sharing {
  /** A commit whose objects travel along. */
  readonly carries?: string;
  /** Gives our lock back as well. */
  readonly unlock?: boolean;
  /** What is not in the journal yet, and others are to know already. */
  readonly adding?: JournalEntry;
}

/** Tells other machines how far the release is. Where the remote takes no such refs there is nobody to tell. */
export function share(run: Run, { adding, ...options }: Sharing = {}): Promise<WriteReply> {
  if (run.lock === null) return Promise.resolve({ kind: "accepted" });
  const text = run.sharedText(...(adding === undefined ? [] : [adding]));
  return run.ports.shared.save(run.record.opening.id, text, options);
}

/** The record of a release that was refused after it had been announced: it must not look unfinished to others. */
export async function shareRefusal(
  opening: Opening,
  error: ErrorDocument,
  { shared }: Pick<EnginePorts, "shared">,
): Promise<void> {
  const report: ReleaseReport = {
    id: opening.id,
    outcome: "refused",
    packages: [],
    tags: [],
    commit: null,
    requests: 0,
    durationMs: 0,
    error,
  };
  await shared.save(opening.id, sharedText([opening, { kind: "ended", report }]), { unlock: true });
}

/**
 * Tells the end of a release that this clone knows and the remote does not: the process was killed between the two.
 * Answers whether there was something to tell, or a lock to give back.
 */
export async function shareLostEnd(
  id: string,
  ports: Pick<EnginePorts, "records" | "shared" | "holder" | "isRunning">,
): Promise<boolean> {
  const { records, shared } = ports;
  const known = await records.find(id);
  if (known?.ended !== true) return false;
  const [text, lock] = [await shared.read(id), await shared.lock()];
  // Somebody takes it back by now.
  if (knownTogether(known, text)?.ended !== true) return false;
  const there = text === null ? [] : decodeLines(text).entries;
  const told = !newsFrom(known.entries, there).some(({ kind }) => kind === "ended");
  if (!told) await shared.save(id, sharedText(known.entries));
  const ours = lock !== null && isLeftOver(readLock(lock.text), id, ports);
  if (ours) await shared.unlock(lock.oid);
  return !told || ours;
}

/** Of a process of this clone that died between telling the end, or before taking the release back, and now. */
function isLeftOver(
  lock: LockText,
  id: string,
  { holder, isRunning }: Pick<EnginePorts, "holder" | "isRunning">,
): boolean {
  return lock.id === id && isOfThisClone(lock, holder) && (lock.pid === holder.pid || !isRunning(lock));
}
