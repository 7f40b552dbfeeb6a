import type { WriteReply } from "@convoy/core";
import type { LockReply, SharedRecords } from "../ports.ts";

/** Lock and records in memory, as all clones of one remote see them. */
export class SimulatedShared implements SharedRecords {
  readonly records: Map<string, string> = new Map();
  held: { readonly oid: string; readonly text: string } | null = null;
  #taken = 0;

  async open(id: string, journal: string, lock: string): Promise<LockReply> {
    if (this.held) return { kind: "held", ...this.held };
    this.records.set(id, journal);
    return this.#take(lock);
  }

  async save(id: string, journal: string, options: { readonly unlock?: boolean } = {}): Promise<WriteReply> {
    this.records.set(id, journal);
    if (options.unlock) this.held = null;
    return { kind: "accepted" };
  }

  async read(id: string): Promise<string | null> {
    return this.records.get(id) ?? null;
  }

  async list(but?: string): Promise<readonly { readonly id: string; readonly journal: string }[]> {
    const all = [...this.records].map(([id, journal]) => ({ id, journal }));
    return all.filter(({ id }) => id !== but).toReversed();
  }

  async lock(): Promise<{ readonly oid: string; readonly text: string } | null> {
    return this.held;
  }

  async takeOver(oid: string | null, lock: string): Promise<LockReply> {
    if (this.held && this.held.oid !== oid) return { kind: "held", ...this.held };
    return this.#take(lock);
  }

  async unlock(oid: string): Promise<WriteReply> {
    if (this.held?.oid === oid) this.held = null;
    return { kind: "accepted" };
  }

  async prune(): Promise<void> {}

  #take(text: string): LockReply {
    this.#taken += 1;
    this.held = { oid: `lock ${this.#taken}`, text };
    return { kind: "taken", oid: this.held.oid };
  }
}
