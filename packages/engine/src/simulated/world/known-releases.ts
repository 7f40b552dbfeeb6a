import { decodeLines } from "../../journal/line.ts";
import { ReleaseRecord } from "../../journal/record.ts";
import type { Machine } from "./machine.ts";
import { RECORDS, type Universe } from "./universe.ts";

/** A release, and the machine whose journal knows most of it. */
export interface Known {
  readonly record: ReleaseRecord;
  readonly knownOn?: Machine;
}

/** The one package of the release that another machine attempts meanwhile. */
export const RIVAL = "rival";

export function isRival({ opening }: ReleaseRecord): boolean {
  return opening.plan.releases[0]?.name === RIVAL;
}

/** The story's own releases, as clones and remote know them; a record that says that it has ended is the newest. */
export async function knownReleases({ here, elsewhere, remote }: Universe): Promise<readonly Known[]> {
  const texts: { readonly text: string; readonly knownOn?: Machine }[] = [];
  for (const knownOn of [here, elsewhere]) {
    const { list, read } = knownOn.disk.now;
    for (const id of await list(RECORDS))
      texts.push({ text: await read(`${RECORDS}/${id}/journal`), knownOn });
  }
  for (const text of remote.records.values()) texts.push({ text });
  const byId = new Map<string, Known>();
  for (const { text, ...where } of texts) {
    const record = ReleaseRecord.replay(decodeLines(text).entries);
    if (!record || isRival(record)) continue;
    const known = byId.get(record.opening.id);
    if (!known || (record.ended && !known.record.ended)) byId.set(record.opening.id, { record, ...where });
  }
  return [...byId.values()];
}

/** Whether the release has ended for all that the journal in this machine's clone says; undefined without one. */
export async function partIn({ disk }: Machine, id: string): Promise<"open" | "ended" | undefined> {
  const text = await disk.now.read(`${RECORDS}/${id}/journal`);
  const record = ReleaseRecord.replay(decodeLines(text).entries);
  return record && (record.ended ? "ended" : "open");
}
