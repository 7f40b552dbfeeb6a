import prettyMs from "pretty-ms";
import { clean } from "./clean.ts";

/** `1 package`, `12 packages`. */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

/** `340ms`, `8.4s`, `2m 5s`. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  return prettyMs(ms, { secondsDecimalDigits: ms < 10_000 ? 1 : 0 });
}

/** Whole seconds, for what is read while it changes: `0s`, `12s`, `2m 5s`. */
export function wholeSeconds(milliseconds: number): string {
  return milliseconds < 1000 ? "0s" : prettyMs(Math.floor(milliseconds / 1000) * 1000);
}

/** `4.6 kB`, `1.2 MB`. */
export function sizeInWords(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The lines of a text, two columns in. */
export function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `  ${line}`);
}

/** The first few of a list, cleaned, and how many more there are: `a, b and 7 more`. */
export function someOf(items: readonly string[], most: number): string {
  // One item more than fits is as short as the words that would stand for it.
  const shown = items.length <= most + 1 ? items : items.slice(0, most);
  const more = items.length - shown.length;
  return shown.map(clean).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
