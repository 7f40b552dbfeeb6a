import type { Act, ErrorDocument } from "@convoy/core";
import type { Effect, JournalEntry, ReleaseState } from "./entry.ts";

/** Something that was done to a package, and when. Times are milliseconds since the epoch. */
export interface Span {
  readonly name: string;
  readonly act: Act;
  readonly from: number;
  /** The registry said that it took the write. */
  readonly accepted?: number;
  /** What came of it was seen, or it failed; null where the journal does not say. */
  readonly to: number | null;
  /** Why it failed. */
  readonly error?: ErrorDocument;
}

/** A moment of the release itself; one of an older journal has no time. */
export type Moment = { readonly at: number | null } & (
  | { readonly kind: "versioned" | "packed" }
  | { readonly kind: "reached"; readonly state: ReleaseState }
  | { readonly kind: "turned-back"; readonly error: ErrorDocument }
  | Pick<Extract<JournalEntry, { readonly kind: "paused" | "ended" }>, "kind" | "report">
);

/** The moments of a release, in the order in which they were noted. */
export function momentsOf(entries: readonly JournalEntry[]): readonly Moment[] {
  return entries.flatMap((entry): readonly Moment[] => {
    const at = entry.at ?? null;
    switch (entry.kind) {
      case "opened":
        return [{ at: entry.startedAt, kind: "reached", state: "PLANNED" }];
      case "versioned":
      case "packed":
        return [{ at, kind: entry.kind }];
      case "reached":
        return [{ at, kind: "reached", state: entry.state }];
      case "turned-back":
        return [{ at, kind: "turned-back", error: entry.error }];
      case "paused":
      case "ended":
        return [{ at, kind: entry.kind, report: entry.report }];
      default:
        return [];
    }
  });
}

type Settled = Extract<JournalEntry, { readonly kind: "settled" }>;

/**
 * What was done to packages, in the order in which it began. Of what another machine did, the shared record has the
 * moment at which the registry took it, and no more.
 */
export function spansOf(entries: readonly JournalEntry[]): readonly Span[] {
  const spans: Span[] = [];
  const open = new Map<string, number>();
  for (const entry of entries) {
    if ((entry.kind !== "begun" && entry.kind !== "settled") || entry.at === undefined) continue;
    const { effect, at } = entry;
    if (!isOfPackage(effect)) continue;
    const key = `${effect.act} ${effect.name}`;
    const begun = open.get(key);
    if (entry.kind === "begun") open.set(key, spans.push({ ...effect, from: at, to: null }) - 1);
    else if (begun === undefined) spans.push({ ...effect, from: at, accepted: at, to: at });
    else {
      const span = settledAs(spans[begun] ?? { ...effect, from: at, to: null }, entry, at);
      spans[begun] = span;
      if (span.to !== null) open.delete(key);
    }
  }
  return spans;
}

function isOfPackage(effect: Effect): effect is Extract<Effect, { readonly name: string }> {
  return "name" in effect;
}

function settledAs(span: Span, { accepted, outcome, evidence }: Settled, at: number): Span {
  if (accepted) return { ...span, accepted: at };
  // Turned down: the error comes next.
  if (outcome !== "ok" && evidence === undefined) return span;
  return evidence === undefined ? { ...span, to: at } : { ...span, to: at, error: evidence };
}
