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

/** An error on one line, for lists: `CODE: message`. The hint is left out. */
export function errorLine(error: ErrorDocument): string {
  return `${clean(error.code)}: ${clean(error.message)}`;
}
