import { stripVTControlCharacters } from "node:util";
import { disarm, UNSEEN } from "./clean.ts";
import type { TextStyle } from "./style.ts";

// oxlint-disable-next-line no-control-regex -- the colours that we write ourselves
const COLOURS = /(\u001b\[[\d;]*m)/;

/**
 * The last gate before a terminal or a log, for texts of several lines: lines and spaces stay and, where there is
 * colour, colour. Whatever else a name or a message brought along goes as in `clean`.
 */
export function printable(text: string, { colour = false }: TextStyle = {}): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => printableLine(line, colour))
    .join("\n");
}

function printableLine(line: string, colour: boolean): string {
  const parts = colour ? line.split(COLOURS) : [line];
  // Every other part is a colour.
  const safe = parts.map((part, at) => (at % 2 === 1 ? part : seen(part))).join("");
  // A runner looks at the line without its colours and without the space before it.
  // oxlint-disable-next-line no-control-regex -- the colours again
  return disarm(safe).replace(/^((?:\s|\u001b\[[\d;]*m)*)::/, "$1: :");
}

function seen(part: string): string {
  return stripVTControlCharacters(part).replaceAll("\t", "  ").replace(UNSEEN, "");
}
