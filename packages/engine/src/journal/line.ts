import { crc32 } from "node:zlib";
import type { JournalEntry } from "./entry.ts";

/**
 * One entry as a line: the number of bytes of its JSON, the CRC-32 of them in hex, and the JSON. What a crash tears
 * off the end, or a disk flips, no longer matches its own head.
 */
export function encodeLine(entry: object): string {
  const json = JSON.stringify(entry);
  return `${Buffer.byteLength(json)} ${checksum(json)} ${json}\n`;
}

/** The entry of a line, or undefined when the line is not whole. */
function decodeLine(line: string): unknown {
  const [, length, sum, json] = /^(\d{1,9}) ([0-9a-f]{8}) (.*)$/s.exec(line) ?? [];
  if (json === undefined || Buffer.byteLength(json) !== Number(length) || checksum(json) !== sum)
    return undefined;
  return JSON.parse(json) as unknown;
}

/** The whole entries from the start; the first torn or damaged line ends what can be believed. */
export function decodeLines(text: string): {
  readonly entries: readonly JournalEntry[];
  /** The bytes that the whole entries take. */
  readonly bytes: number;
} {
  const entries: JournalEntry[] = [];
  let bytes = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    const entry = decodeLine(line);
    if (entry === undefined) break;
    entries.push(entry as JournalEntry);
    bytes += Buffer.byteLength(line) + 1;
  }
  return { entries, bytes };
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, "0");
}
