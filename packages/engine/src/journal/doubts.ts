import type { Act } from "@convoy/core";
import type { Effect, JournalEntry } from "./entry.ts";

/** An effect that is done to a package. */
export type PackageEffect = Extract<Effect, { readonly name: string }>;

/** What is no longer in doubt once it was seen to be taken back. */
const UNDONE_BY: Partial<Record<Act, readonly Act[]>> = {
  withdraw: ["publish", "promote", "tag"],
  discard: ["stage"],
};

/** The effects that have begun, and of which nobody has seen yet whether they were done. */
export class Doubts {
  readonly #open: Map<string, PackageEffect> = new Map();

  get open(): readonly PackageEffect[] {
    return [...this.#open.values()];
  }

  apply(entry: JournalEntry): void {
    if (entry.kind !== "begun" && entry.kind !== "settled") return;
    const { effect } = entry;
    if (!("name" in effect)) return;
    if (entry.kind === "begun") this.#open.set(keyOf(effect), effect);
    // What was acknowledged has still to be seen.
    else if (entry.outcome !== "unknown" && !entry.accepted) this.#settle(effect, entry.outcome === "ok");
  }

  #settle(effect: PackageEffect, done: boolean): void {
    this.#open.delete(keyOf(effect));
    if (!done) return;
    for (const act of UNDONE_BY[effect.act] ?? []) this.#open.delete(keyOf({ act, name: effect.name }));
  }
}

function keyOf({ act, name }: PackageEffect): string {
  return `${act} ${name}`;
}
