import type { JournalEntry } from "./entry.ts";
import { encodeLine } from "./line.ts";

const SHARED: ReadonlySet<JournalEntry["kind"]> = new Set([
  "opened",
  "packed",
  "prepared",
  "reached",
  "turned-back",
  "paused",
  "ended",
]);

/**
 * The entry as a line of the shared record, or nothing: plan, hashes, refs and decisions are what another machine
 * needs; single steps it observes for itself, and the bytes are not in the record.
 */
function sharedLine(entry: JournalEntry): string {
  // What the registry acknowledged is ours, whatever bytes it then shows: a rollback elsewhere must know.
  if (entry.kind === "settled" && entry.accepted) return encodeLine(entry);
  if (!SHARED.has(entry.kind)) return "";
  if (entry.kind !== "packed") return encodeLine(entry);
  const artifacts = entry.artifacts.map(({ name, version, size, integrity }) => {
    return { name, version, size, integrity, path: "", files: [], manifest: { name, version } };
  });
  return encodeLine({ ...entry, artifacts } satisfies JournalEntry);
}

/** The entries as the text of the shared record. */
export function sharedText(entries: readonly JournalEntry[]): string {
  return entries.map(sharedLine).join("");
}

/**
 * What the shared record knows and the journal of this clone does not: another machine has carried on meanwhile. To be
 * appended to the journal, in this order; where both say the same thing differently, what was shared counts.
 */
export function newsFrom(
  shared: readonly JournalEntry[],
  local: readonly JournalEntry[],
): readonly JournalEntry[] {
  const known = new Set(local.map((entry) => sharedLine(untimed(entry))));
  return shared.filter((entry) => !known.has(encodeLine(untimed(entry))));
}

/** An end is told to others before it is in the journal, and is the same end. */
function untimed({ at: _at, ...said }: JournalEntry): JournalEntry {
  return said;
}
