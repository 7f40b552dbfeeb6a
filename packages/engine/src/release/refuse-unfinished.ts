import { ReleaseError } from "@convoy/core";
import type { ReleaseRecord } from "../journal/record.ts";
import type { EnginePorts } from "../ports.ts";
import { runningError, unfinishedError } from "./lock.ts";
import { syncedRecord } from "./synced-record.ts";

/**
 * Refuses while a release that this clone began has, for all that the remote knows, not ended: it may have used up
 * the changesets and written versions, so that a plan made now would say that there is nothing to do.
 *
 * Throws `RELEASE_UNFINISHED`, `RELEASE_RUNNING` while its process lives, or `RELEASE_ENDED_ELSEWHERE` when others
 * know its end and this clone still has what the release wrote.
 */
export async function refuseUnfinished(
  ports: Pick<EnginePorts, "records" | "shared" | "isRunning">,
): Promise<void> {
  for (const { opening, ended, state } of await ports.records.list()) {
    if (ended) continue;
    const record = await syncedRecord(opening.id, ports);
    if (record === undefined) continue;
    if (ports.isRunning(opening.holder)) throw runningError({ ...opening, ...opening.holder });
    if (record.ended) {
      if (state !== "DONE" && state !== "ABORTED") throw endedElsewhere(record);
      await noteEnd(record, ports);
      continue;
    }
    throw unfinishedError(record);
  }
}

/** This clone did all of it, told the others, and died before it could write so into its own journal. */
async function noteEnd(
  { opening: { id }, lastReport }: ReleaseRecord,
  { records }: Pick<EnginePorts, "records">,
): Promise<void> {
  const { journal } = await records.open(id);
  if (lastReport !== null) await journal.append({ kind: "ended", report: lastReport });
  await journal.close();
  await records.dropArtifacts(id);
}

function endedElsewhere({ opening: { id }, lastReport }: ReleaseRecord): ReleaseError {
  const verb = lastReport?.outcome === "done" ? "resume" : "rollback";
  return new ReleaseError(
    "RELEASE_ENDED_ELSEWHERE",
    `release ${id} has ended (${lastReport?.outcome ?? "without a report"}), and this clone has yet to follow`,
    { hint: `Run \`convoy ${verb} ${id}\` to bring this clone along.` },
  );
}
