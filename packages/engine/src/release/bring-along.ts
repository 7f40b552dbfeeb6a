import { ReleaseError, type ReleaseReport } from "@convoy/core";
import type { JournalEntry } from "../journal/entry.ts";
import { retractMade } from "../steps/refs.ts";
import { restoreTree } from "./restore-tree.ts";
import type { Run } from "./run.ts";

/**
 * Brings this clone to the end that another machine has given to the release: its refs where it has arrived, its
 * files where it was taken back. Only then is the end, `ahead` until now, in the journal. Answers that machine's report.
 */
export async function bringAlong(run: Run, ahead: readonly JournalEntry[]): Promise<ReleaseReport> {
  const { lastReport, opening } = run.record;
  if (lastReport === null)
    throw new ReleaseError("JOURNAL_INVALID", `release ${opening.id} has ended without a report`);
  const { refs } = run;
  if (lastReport.outcome === "done") {
    if (refs !== null) await run.ports.git.adopt(refs);
  } else {
    // It may have had the refs before the other machine took them back.
    if (refs !== null) await run.ports.git.retract(refs);
    await retractMade(run);
    await restoreTree(run);
  }
  for (const entry of ahead) await run.note(entry);
  await run.ports.records.dropArtifacts(opening.id);
  await run.close();
  run.ports.emit({ kind: "release-ended", ...lastReport });
  return lastReport;
}
