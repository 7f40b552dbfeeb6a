import { stripVTControlCharacters } from "node:util";
import { COLOUR, disarm, UNSEEN } from "./clean.ts";
import type { TextStyle } from "./style.ts";

const COLOURS = new RegExp(`(${COLOUR.source})`);

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
  return disarm(parts.map((part, at) => (at % 2 === 1 ? part : seen(part))).join(""));
}

function seen(part: string): string {
  return stripVTControlCharacters(part).replaceAll("\t", "  ").replace(UNSEEN, "");
}
