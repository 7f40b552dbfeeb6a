import { ReleaseError } from "@convoy/core";
import { unknownRelease, type ReleaseRecord } from "@convoy/engine";
import { auditHtml, auditText } from "@convoy/report";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import type { Host } from "../host.ts";
import { auditOf } from "../release-audit/audit-of.ts";
import { changesOf } from "../release-audit/changes-of.ts";
import { writePage } from "../write-page.ts";
import type { Project } from "../wiring/project.ts";
import { allReleases, hasBegun, nextCommand, notAsked, notFound, recordsAt } from "../wiring/records.ts";
import { underWayAmong } from "../wiring/under-way.ts";

export interface ReportOptions extends CommonOptions {
  readonly html?: string;
}

/** One release, the newest unless one is named, from its record and git alone: no registry is asked. */
export async function report(host: Host, options: ReportOptions, id: string | undefined): Promise<Answer> {
  const records = await recordsAt(host, options);
  // Refuses what cannot be an id before anything is read.
  if (id !== undefined) await records.records.find(id);
  const known = await allReleases(records);
  const record = known.releases.find((one) => (id === undefined ? hasBegun(one) : one.opening.id === id));
  if (record === undefined) throw notFound(known, id === undefined ? nothingRecorded() : unknownRelease(id));
  const running = (await underWayAmong(host, records, known))(record);
  const document = auditOf(record, {
    running,
    next: running === true ? null : nextCommand(record, known.behind),
    by: await whoMade(records.git, record),
    changes: await changesOf(records.git, record),
  });
  const notes = [...notAsked(known)];
  if (options.html !== undefined) {
    const path = await writePage(host, options.html, await auditHtml(document));
    notes.push(`the release as a page: ${path}`);
  }
  return { document, text: auditText(document, { colour: colourful(host, host.stdout) }), notes };
}

/** A tag is always made by whoever releases; a commit only where the release has made one. */
async function whoMade(
  git: Pick<Project["git"], "makerOf">,
  { refs }: ReleaseRecord,
): Promise<string | null> {
  if (refs === null) return null;
  const [tag] = Object.values(refs.tags);
  const made = tag ?? (refs.commit === refs.base ? undefined : refs.commit);
  return made === undefined ? null : git.makerOf(made);
}

function nothingRecorded(): ReleaseError {
  return new ReleaseError("NOTHING_RECORDED", "neither this clone nor the remote knows a release", {
    hint: "There is one after `convoy release` or `convoy publish`.",
  });
}
