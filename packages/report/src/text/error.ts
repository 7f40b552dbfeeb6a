import type { ErrorDocument } from "@convoy/core";
import { clean, cleanLines } from "./clean.ts";
import { paletteOf, type TextStyle } from "./style.ts";

/** An error as lines: code and message, the rest of a long message indented, the hint last. */
export function errorText(error: ErrorDocument, style: TextStyle = {}): string {
  const paint = paletteOf(style);
  const [first = "", ...rest] = cleanLines(error.message);
  const lines = [`${paint.bad(clean(error.code))}: ${first}`, ...rest.map((line) => `  ${line}`)];
  if (error.hint !== undefined) lines.push(...cleanLines(error.hint).map((line) => `  ${paint.name(line)}`));
  return lines.join("\n");
}

/** An error on one line, for lists: `CODE: message`, of a long message the first line. The hint is left out. */
export function errorLine(error: ErrorDocument): string {
  const [first = "", ...rest] = cleanLines(error.message);
  return `${clean(error.code)}: ${first}${rest.length > 0 ? " …" : ""}`;
}

/** A release that is taken back because somebody wanted it has no fault to show. */
export function wasAsked(error: ErrorDocument | undefined): boolean {
  return error?.code === "ROLLBACK_ASKED";
}
