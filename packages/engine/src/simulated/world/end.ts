import type { ReleaseReport } from "@convoy/core";

/** How a process ended. */
export type End =
  | { readonly kind: "reported"; readonly report: ReleaseReport }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "killed" };

/** The end in words, for the trace. */
export function describe(end: End): string {
  if (end.kind === "killed") return "was killed";
  if (end.kind === "threw") {
    const { code, message, stack } = end.error as { code?: string; message?: string; stack?: string };
    return `threw ${code ?? stack}: ${message}`;
  }
  const { outcome, error } = end.report;
  return `reports ${outcome}${error ? `: ${error.code}: ${error.message}` : ""}`;
}

/** What ended a story early: a breach by its invariant, and any other error with where it came from. */
export function breachIn(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return /^I\d+: /.test(thrown.message) ? thrown.message : (thrown.stack ?? thrown.message);
}
