import { ReleaseError } from "@convoy/core";
import type { JournalEntry } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { decodeLines } from "../journal/line.ts";
import { ReleaseRecord } from "../journal/record.ts";
import { newsFrom } from "../journal/shared-form.ts";
import type { EnginePorts } from "../ports.ts";

export interface SyncedJournal {
  readonly journal: Journal;
  readonly entries: readonly JournalEntry[];
  /** Another machine has ended it, and this clone learns of it only now. */
  readonly endedElsewhere: boolean;
}

/**
 * Opens the journal of a release with what other machines have done for it meanwhile. In a clone that has never seen
 * the release, its journal begins with the shared record. Throws `RELEASE_UNKNOWN` where neither knows it.
 */
export async function openSynced(
  id: string,
  { records, shared }: Pick<EnginePorts, "records" | "shared">,
): Promise<SyncedJournal> {
  const [local, text] = await Promise.all([records.find(id), shared.read(id)]);
  if (local === undefined && text === null) throw unknownRelease(id);
  const { journal, entries } = await records.open(id);
  const news = newsFrom(text === null ? [] : decodeLines(text).entries, entries);
  const endedElsewhere = entries.length > 0 && news.some(({ kind }) => kind === "ended");
  // The end is entered when this clone has been brought along to it: until then it is to be found out again.
  const now = endedElsewhere ? news.filter(({ kind }) => kind !== "ended") : news;
  await Promise.all(now.map((entry) => journal.append(entry)));
  return {
    journal,
    entries: [...entries, ...news],
    endedElsewhere,
  };
}

/** The record of a release as this clone and the remote know it together. Nothing is written. */
export async function syncedRecord(
  id: string,
  { records, shared }: Pick<EnginePorts, "records" | "shared">,
): Promise<ReleaseRecord | undefined> {
  const [local, text] = await Promise.all([records.find(id), shared.read(id)]);
  const elsewhere = text === null ? undefined : ReleaseRecord.replay(decodeLines(text).entries);
  return elsewhere?.ended === true ? elsewhere : (local ?? elsewhere);
}

export function unknownRelease(id: string): ReleaseError {
  return new ReleaseError("RELEASE_UNKNOWN", `neither this clone nor the remote knows a release ${id}`, {
    hint: "Run `convoy status` to see the releases that are known.",
  });
}
