import type { Effect, JournalEntry } from "./entry.ts";

/** An effect that is done to a package. */
export type PackageEffect = Extract<Effect, { readonly name: string }>;

/** Something that may have been done to a package, and of which nobody has seen yet whether it was. */
export interface Doubt {
  readonly effect: PackageEffect;
  /** The registry said that it took it: it is there, and may not be shown yet. */
  readonly acknowledged: boolean;
}

/** Before the first of these begins, whatever might still land has been waited for. */
const WAY_BACK: ReadonlySet<Effect["act"]> = new Set(["withdraw", "discard", "retract", "restore"]);

/** The effects on the way forward that have begun, and of which nobody has seen yet whether they were done. */
export class Doubts {
  readonly #open: Map<string, Doubt> = new Map();

  get open(): readonly Doubt[] {
    return [...this.#open.values()];
  }

  apply(entry: JournalEntry): void {
    if (entry.kind !== "begun" && entry.kind !== "settled") return;
    const { effect } = entry;
    if (WAY_BACK.has(effect.act)) this.#open.clear();
    else if ("name" in effect) this.#follow(entry, effect);
  }

  #follow(entry: Extract<JournalEntry, { readonly kind: "begun" | "settled" }>, effect: PackageEffect): void {
    const key = `${effect.act} ${effect.name}`;
    if (entry.kind === "begun") this.#open.set(key, { effect, acknowledged: false });
    else if (entry.accepted) this.#open.set(key, { effect, acknowledged: true });
    else if (entry.outcome !== "unknown") this.#open.delete(key);
  }
}
