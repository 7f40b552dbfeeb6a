import { processInWords } from "@convoy/core";
import { soFar, unknownRelease, type ReleaseRecord } from "@convoy/engine";
import { statusText, type ReleaseStatus, type StatusDocument } from "@convoy/report";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { allReleases, hasBegun, nextCommand, notAsked, notFound, recordsAt } from "../wiring/records.ts";
import { underWayAmong, type UnderWay } from "../wiring/under-way.ts";

/** The state of one release, or of all that this clone knows, the newest first. */
export async function status(host: Host, options: CommonOptions, id: string | undefined): Promise<Answer> {
  const records = await recordsAt(host, options);
  // Refuses what cannot be an id before anything is read.
  if (id !== undefined) await records.records.find(id);
  const known = await allReleases(records);
  const { releases, behind } = known;
  const found = releases.filter((record) => (id === undefined ? hasBegun(record) : record.opening.id === id));
  if (id !== undefined && found.length === 0) throw notFound(known, unknownRelease(id));
  const underWay = await underWayAmong(host, records, known);
  const document: StatusDocument = {
    format: 1,
    releases: found.map((record) => statusOf(record, behind, underWay(record))),
  };
  const text = statusText(document, { colour: colourful(host, host.stdout) });
  return { document, text, notes: notAsked(known) };
}

function statusOf(record: ReleaseRecord, behind: ReadonlySet<string>, running: UnderWay): ReleaseStatus {
  const { opening, ended, state } = record;
  const { id, strategy, startedAt, holder } = opening;
  return {
    id,
    state,
    strategy,
    startedAt: new Date(startedAt).toISOString(),
    holder: ended ? null : `${processInWords(holder)}${whether(running)}`,
    ...soFar(record, { running: running === true }),
    // What still runs needs nothing but time, and any command on it would be refused.
    next: running === true ? null : nextCommand(record, behind),
  };
}

function whether(running: UnderWay): string {
  if (running === null) return ", perhaps running";
  return running ? ", running" : "";
}
