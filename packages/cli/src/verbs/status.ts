import { ReleaseError } from "@convoy/core";
import { packagesSoFar, type ReleaseRecord } from "@convoy/engine";
import { statusText, type ReleaseStatus, type StatusDocument } from "@convoy/report";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { openProject } from "../wiring/project.ts";
import { recordsOf } from "../wiring/session.ts";

/** The state of one release, or of all that this clone knows, the newest first. */
export async function status(host: Host, options: CommonOptions, id: string | undefined): Promise<Answer> {
  const records = recordsOf(await openProject(host, options));
  const found = id === undefined ? await records.list() : [await records.read(id)];
  const document: StatusDocument = { format: 1, releases: found.map(statusOf) };
  return { document, text: statusText(document, { colour: colourful(host, host.stdout) }) };
}

function statusOf(record: ReleaseRecord): ReleaseStatus {
  const { opening, lastReport, ended, turnedBack, state } = record;
  const { id, strategy, startedAt, holder } = opening;
  return {
    id,
    state,
    strategy,
    startedAt: new Date(startedAt).toISOString(),
    holder: ended ? null : `process ${holder.pid} on ${holder.host}`,
    packages: packagesSoFar(record),
    tags: lastReport?.tags ?? [],
    commit: lastReport?.commit ?? null,
    next: ended ? null : `convoy ${turnedBack ? "rollback" : "resume"} ${id}`,
  };
}

/** The release to act on where the user names none: the one that has not ended. */
export async function unfinishedId(records: ReturnType<typeof recordsOf>): Promise<string> {
  const unfinished = (await records.list()).find(({ ended }) => !ended);
  if (unfinished) return unfinished.opening.id;
  throw new ReleaseError("NOTHING_UNFINISHED", "every release that this clone knows has ended", {
    hint: "Run `convoy status` to see them.",
  });
}
