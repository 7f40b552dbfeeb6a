import { cleanLines } from "./clean.ts";
import { paletteOf, type TextStyle } from "./style.ts";

/** Something that is not as it should be, as `doctor` and `verify` show it. */
export interface FindingView {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly subject: string;
  readonly message: string;
  readonly hint: string;
}

/** A paragraph a finding. */
export function findingsText(findings: readonly FindingView[], style: TextStyle = {}): string {
  const paint = paletteOf(style);
  return findings
    .map(({ code, severity, subject, message, hint }) => {
      const mark = severity === "error" ? paint.bad(severity) : paint.warning(severity);
      const [title = ""] = cleanLines(`${subject} (${code})`);
      return [`${mark}: ${title}`, ...cleanLines(message), ...cleanLines(hint)].join("\n  ");
    })
    .join("\n\n");
}
