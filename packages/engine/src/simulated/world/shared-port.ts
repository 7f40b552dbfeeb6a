import { ReleaseError, type WriteReply } from "@convoy/core";
import type { LockReply, SharedRecords } from "../../ports.ts";
import { pushed, type GitLine } from "./git-port.ts";

/** Lock and records on the remote, as one process reaches them. */
export class SharedPort implements SharedRecords {
  readonly #line: GitLine;

  constructor(line: GitLine) {
    this.#line = line;
  }

  open(id: string, journal: string, lock: string): Promise<LockReply> {
    const { remote, leases } = this.#line;
    return this.#take("take the lock", () => {
      if (remote.lock) return { kind: "held", ...remote.lock };
      leases.advance(remote, id, journal);
      return { kind: "taken", oid: remote.newLock(lock).oid };
    });
  }

  save(
    id: string,
    journal: string,
    { unlock = false }: { readonly unlock?: boolean } = {},
  ): Promise<WriteReply> {
    const { remote, leases } = this.#line;
    return pushed(this.#line, unlock ? "save the record, free the lock" : "save the record", () => {
      if (!leases.advance(remote, id, journal))
        return {
          kind: "refused",
          error: { code: "GIT_RECORD_MOVED", message: `the record of ${id} has moved` },
        };
      if (unlock && remote.lock?.oid === leases.lock) remote.lock = null;
      return { kind: "accepted" };
    });
  }

  async read(id: string): Promise<string | null> {
    const text = await this.#ask(() => this.#line.remote.records.get(id) ?? null);
    this.#line.leases.seen.set(id, text);
    return text;
  }

  async list(but?: string): Promise<readonly { readonly id: string; readonly journal: string }[]> {
    const known = await this.#ask(() => [...this.#line.remote.records].toReversed());
    const all = known.filter(([id]) => id !== but);
    for (const [id, text] of all) this.#line.leases.seen.set(id, text);
    return all.map(([id, journal]) => ({ id, journal }));
  }

  lock(): Promise<{ readonly oid: string; readonly text: string } | null> {
    return this.#ask(() => this.#line.remote.lock);
  }

  takeOver(oid: string | null, lock: string): Promise<LockReply> {
    const { remote } = this.#line;
    return this.#take("take the lock over", () => {
      if (remote.lock && remote.lock.oid !== oid) return { kind: "held", ...remote.lock };
      return { kind: "taken", oid: remote.newLock(lock).oid };
    });
  }

  unlock(oid: string): Promise<WriteReply> {
    const { remote } = this.#line;
    return pushed(this.#line, "free the lock", () => {
      if (remote.lock?.oid === oid) remote.lock = null;
      return { kind: "accepted" };
    });
  }

  async prune(): Promise<void> {}

  async #take(what: string, act: () => LockReply): Promise<LockReply> {
    let taken: LockReply | undefined;
    const reply = await pushed(this.#line, what, () => {
      taken = act();
      return { kind: "accepted" };
    });
    if (reply.kind === "accepted" && taken) {
      if (taken.kind === "taken") this.#line.leases.lock = taken.oid;
      return taken;
    }
    if (reply.kind === "accepted" || reply.kind === "exists")
      throw new Error("a push that was accepted has done nothing");
    return { kind: "unclear", error: reply.error };
  }

  #ask<T>(question: () => T): Promise<T> {
    const { process, weather } = this.#line;
    return process.read("network", () => {
      const fault = weather.forRead();
      if (fault === "unreachable" || fault === "broken")
        throw new ReleaseError("GIT_REMOTE_UNREACHABLE", "origin cannot be reached");
      return question();
    });
  }
}
