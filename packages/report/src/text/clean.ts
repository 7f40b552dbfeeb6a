import { stripVTControlCharacters } from "node:util";

/** Control characters, and the invisible ones that reorder or hide text: a name must look like what it is. */
export const UNSEEN: RegExp = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Text from the repository or a registry (names, messages), fit for one line of a terminal or a log: no escape
 * sequences, no control characters, and nothing that a CI runner would take for a command.
 */
export function clean(text: string): string {
  const line = stripVTControlCharacters(text).replace(/\s+/gu, " ").replace(UNSEEN, "").trim();
  return disarm(line);
}

/** The same for text of several lines; empty ones are dropped. */
export function cleanLines(text: string): readonly string[] {
  return stripVTControlCharacters(text)
    .split(/\r\n|\r|\n/)
    .map(clean)
    .filter((line) => line !== "");
}

// oxlint-disable-next-line no-control-regex -- the colours that we write ourselves
export const COLOUR: RegExp = /\u001b\[[\d;]*m/;

const BEGINS_WITH_COMMAND = new RegExp(`^((?:\\s|${COLOUR.source})*)::`);

/**
 * A runner of GitHub reads `::command::` at the start of a line, without its colours and the space before it, and
 * `##[command]` or `##vso[command]` anywhere in it.
 */
export function disarm(line: string): string {
  return line.replace(BEGINS_WITH_COMMAND, "$1: :").replace(/##(?=\w*\[)/g, "# #");
}
