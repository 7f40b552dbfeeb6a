import { ReleaseError } from "@convoy/core";
import type { JournalEntry } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { decodeLines } from "../journal/line.ts";
import { ReleaseRecord } from "../journal/record.ts";
import { newestFirst } from "../journal/records.ts";
import { newsFrom } from "../journal/shared-form.ts";
import type { EnginePorts } from "../ports.ts";

export interface SyncedJournal {
  readonly journal: Journal;
  /** What this clone and the remote know together. */
  readonly entries: readonly JournalEntry[];
  /**
   * The end that others have told, where this clone has yet to be brought along to it. It is not in the journal: until
   * it is, a process that dies on the way leaves it to be found out again.
   */
  readonly ahead: readonly JournalEntry[];
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
  const ahead = entries.length > 0 && news.some(({ kind }) => kind === "ended") ? news.filter(isEnd) : [];
  await Promise.all(news.filter((entry) => !ahead.includes(entry)).map((entry) => journal.append(entry)));
  return { journal, entries: [...entries, ...news], ahead };
}

function isEnd(entry: JournalEntry): boolean {
  if (entry.kind === "reached") return entry.state === "DONE" || entry.state === "ABORTED";
  return entry.kind === "ended";
}

/** The record of a release as this clone and the remote know it together. Nothing is written. */
export async function syncedRecord(
  id: string,
  { records, shared }: Pick<EnginePorts, "records" | "shared">,
): Promise<ReleaseRecord | undefined> {
  const [local, text] = await Promise.all([records.find(id), shared.read(id)]);
  return knownTogether(local, text);
}

/** All releases as this clone and the remote know them together, the newest first. */
export function allTogether(
  local: readonly ReleaseRecord[],
  shared: readonly { readonly id: string; readonly journal: string }[],
): readonly ReleaseRecord[] {
  const here = new Map(local.map((record) => [record.opening.id, record]));
  const there = new Map(shared.map(({ id, journal }) => [id, journal]));
  return [...new Set([...here.keys(), ...there.keys()])]
    .flatMap((id) => knownTogether(here.get(id), there.get(id) ?? null) ?? [])
    .toSorted(newestFirst);
}

/** The record of a release as its journal here and the text of the shared one tell it together. */
export function knownTogether(
  local: ReleaseRecord | undefined,
  text: string | null,
): ReleaseRecord | undefined {
  const entries = local?.entries ?? [];
  const news = newsFrom(text === null ? [] : decodeLines(text).entries, entries);
  return news.length === 0 ? local : ReleaseRecord.replay([...entries, ...news]);
}

export function unknownRelease(id: string): ReleaseError {
  return new ReleaseError("RELEASE_UNKNOWN", `neither this clone nor the remote knows a release ${id}`, {
    hint: "Run `convoy status` to see the releases that are known.",
  });
}
