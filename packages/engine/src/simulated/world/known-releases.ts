import { decodeLines } from "../../journal/line.ts";
import { ReleaseRecord } from "../../journal/record.ts";
import { allTogether } from "../../release/synced-record.ts";
import type { Machine } from "./machine.ts";
import { RECORDS, type Universe } from "./universe.ts";

/** A release, and the machine whose journal knows all of it. */
export interface Known {
  readonly record: ReleaseRecord;
  readonly knownOn?: Machine;
}

/** The one package of the release that another machine attempts meanwhile. */
export const RIVAL = "rival";

export function isRival({ opening }: ReleaseRecord): boolean {
  return opening.plan.releases[0]?.name === RIVAL;
}

/** The story's own releases, each as the machine knows it, together with the remote, that knows most of its end. */
export async function knownReleases({ here, elsewhere, remote }: Universe): Promise<readonly Known[]> {
  const shared = sharedOn(remote);
  const byId = new Map<string, Known>();
  for (const machine of [here, elsewhere]) {
    const own = await recordsOf(machine);
    for (const record of allTogether(own, shared).filter((one) => !isRival(one))) {
      const { id } = record.opening;
      const known = byId.get(id);
      if (known !== undefined && decisionsIn(known.record) >= decisionsIn(record)) continue;
      const knowsIt = own.some(
        (one) =>
          one.opening.id === id && one.ended === record.ended && decisionsIn(one) === decisionsIn(record),
      );
      byId.set(id, knowsIt ? { record, knownOn: machine } : { record });
    }
  }
  return [...byId.values()];
}

/** The shared records, as `SharedRecords.list` answers them. */
export function sharedOn({
  records,
}: Universe["remote"]): readonly { readonly id: string; readonly journal: string }[] {
  return [...records].map(([id, journal]) => ({ id, journal }));
}

function decisionsIn({ entries }: ReleaseRecord): number {
  return entries.filter(({ kind }) => kind === "turned-back" || kind === "ended").length;
}

async function recordsOf({ disk }: Machine): Promise<readonly ReleaseRecord[]> {
  const { list, read } = disk.now;
  const texts = await Promise.all((await list(RECORDS)).map((id) => read(`${RECORDS}/${id}/journal`)));
  return texts.flatMap((text) => ReleaseRecord.replay(decodeLines(text).entries) ?? []);
}

/** Whether the release has ended for all that the journal in this machine's clone says; undefined without one. */
export async function partIn({ disk }: Machine, id: string): Promise<"open" | "ended" | undefined> {
  const text = await disk.now.read(`${RECORDS}/${id}/journal`);
  const record = ReleaseRecord.replay(decodeLines(text).entries);
  return record && (record.ended ? "ended" : "open");
}
