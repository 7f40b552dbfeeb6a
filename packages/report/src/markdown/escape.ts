import { clean } from "../text/clean.ts";
import { rowsWithin } from "./rows-within.ts";

/** Text of the repository as inline code, also in a table: nothing in it is markup, a mention or a reference. */
export function code(text: string): string {
  return `\`${clean(text).replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

/** Text of the repository as plain words: nothing in it is markup, a mention or a reference. */
export function plain(text: string): string {
  return clean(text).replace(/[\\`*_{}[\]<>#|@&!~]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** A table of at most `longest` characters, of whole rows; the cells are Markdown already. */
export function markdownTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  longest: number = Infinity,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const head = `${line(heading)}\n${line(heading.map(() => "---"))}`;
  const more = (left: number): string => line([`and ${left} more`, ...heading.slice(1).map(() => "")]);
  return [head, ...rowsWithin(rows.map(line), longest - head.length, more)].join("\n");
}
