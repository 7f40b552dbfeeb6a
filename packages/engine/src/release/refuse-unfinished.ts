import type { EnginePorts } from "../ports.ts";
import { runningError, unfinishedError } from "./lock.ts";
import { syncedRecord } from "./synced-record.ts";

/**
 * Refuses while a release that this clone began has, for all that the remote knows, not ended: it may have used up
 * the changesets and written versions, so that a plan made now would say that there is nothing to do.
 *
 * Throws `RELEASE_UNFINISHED`, or `RELEASE_RUNNING` while its process lives.
 */
export async function refuseUnfinished(
  ports: Pick<EnginePorts, "records" | "shared" | "isRunning">,
): Promise<void> {
  for (const { opening, ended } of await ports.records.list()) {
    if (ended) continue;
    const record = await syncedRecord(opening.id, ports);
    if (record === undefined || record.ended) continue;
    throw ports.isRunning(opening.holder)
      ? runningError({ ...opening, ...opening.holder })
      : unfinishedError(record);
  }
}
