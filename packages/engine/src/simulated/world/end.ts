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
