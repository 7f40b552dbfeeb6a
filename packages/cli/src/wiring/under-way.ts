import { ReleaseError } from "@convoy/core";
import { readLock, type LockText, type ReleaseRecord } from "@convoy/engine";
import type { Host } from "../host.ts";
import { isRunningHere } from "./holder.ts";
import type { KnownReleases, Records } from "./records.ts";

/** Whether somebody carries the release out at this moment; null where only another machine can tell. */
export type UnderWay = boolean | null;

/** Asks for the lock, which names whoever carries a release on, where one of them has not ended. */
export async function underWayAmong(
  host: Host,
  { shared }: Pick<Records, "shared">,
  { releases, unasked }: KnownReleases,
): Promise<(record: ReleaseRecord) => UnderWay> {
  const open = unasked === undefined && releases.some(({ ended }) => !ended);
  const lock = open ? await lockNow(shared) : null;
  return (record) => isUnderWay(host, record, lock?.id === record.opening.id ? lock : null);
}

function isUnderWay(host: Host, { ended, entries, opening }: ReleaseRecord, lock: LockText | null): UnderWay {
  if (ended) return false;
  const { holder } = opening;
  const last = lock ?? holder;
  if (isRunningHere(host)(last)) return true;
  // A run that stops says so, and keeps its lock: under the name of another one somebody has carried on since.
  const carriedOn = last.host !== holder.host || last.pid !== holder.pid;
  if (entries.at(-1)?.kind === "paused" && !carriedOn) return false;
  return last.host === host.hostname ? false : null;
}

/** Null also where it cannot be read: then the record has to do. */
async function lockNow(shared: Records["shared"]): Promise<LockText | null> {
  try {
    const found = await shared.lock();
    return found === null ? null : readLock(found.text);
  } catch (error) {
    if (error instanceof ReleaseError) return null;
    throw error;
  }
}
