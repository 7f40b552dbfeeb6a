import { describeError, type Emit, type ReleaseReport } from "@convoy/core";

/** The report of a run that began nothing. */
export function refusedWith(thrown: unknown, requests: number): ReleaseReport {
  return { ...emptyReport("refused", requests), error: describeError(thrown) };
}

/** Ends a run that found nothing to release. */
export function endWithNothing(emit: Emit, requests: number): ReleaseReport {
  const report = emptyReport("nothing-to-do", requests);
  emit({ kind: "release-ended", ...report });
  return report;
}

function emptyReport(outcome: "refused" | "nothing-to-do", requests: number): ReleaseReport {
  return { id: null, outcome, packages: [], tags: [], commit: null, requests, durationMs: 0 };
}
