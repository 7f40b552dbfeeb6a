import { ReleaseError } from "@convoy/core";
import type { JournalEntry } from "./entry.ts";

/**
 * Refuses the journal of a release that a newer Convoy has begun and not ended (`JOURNAL_TOO_NEW`): what its entries
 * mean is not known here, and to pass over it would be to release beside it. One that has ended concerns nobody.
 */
export function refuseNewer(entries: readonly JournalEntry[]): void {
  const [first] = entries;
  const { kind, format, id } = (first ?? {}) as { kind?: unknown; format?: unknown; id?: unknown };
  const newer = kind === "opened" && typeof format === "number" && format > 1;
  if (!newer || entries.some((entry) => entry.kind === "ended")) return;
  throw new ReleaseError(
    "JOURNAL_TOO_NEW",
    `release ${String(id)} was begun by a newer Convoy (format ${format} of the journal), and has not ended`,
    { hint: "End it with that Convoy, or update this one." },
  );
}
