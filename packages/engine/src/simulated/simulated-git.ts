import type { Git, GitStart, ObservedRefs, PreparedRefs, PrepareRequest, PushAlong } from "../ports.ts";
import type { SimulatedShared } from "./simulated-shared.ts";
import type { WriteReply } from "@convoy/core";

/** Refs in memory: a branch and tags here, and the same on a remote. */
export class SimulatedGit implements Git {
  readonly local: Map<string, string> = new Map([["main", "base"]]);
  readonly remote: Map<string, string> = new Map([["main", "base"]]);
  readonly reverted: Set<string> = new Set();
  readonly shared: SimulatedShared;
  onPush: () => WriteReply | "lose-reply" | undefined = () => undefined;

  constructor(shared: SimulatedShared) {
    this.shared = shared;
  }

  async preflight(): Promise<GitStart> {
    const base = this.local.get("main") ?? "base";
    return { base, branch: "main", remote: "origin", remoteBranch: this.remote.get("main") ?? null };
  }

  async prepare(start: GitStart, { commit, tags }: PrepareRequest): Promise<PreparedRefs> {
    const objects = Object.fromEntries(Object.keys(tags).map((tag) => [tag, `object of ${tag}`]));
    return { ...start, commit: commit ? `commit on ${start.base}` : start.base, tags: objects };
  }

  async observe(refs: PreparedRefs): Promise<ObservedRefs> {
    return { remote: this.#where(this.remote, refs), local: this.#where(this.local, refs) };
  }

  async observeHere(refs: PreparedRefs): Promise<ObservedRefs["local"]> {
    return this.#where(this.local, refs);
  }

  async push(refs: PreparedRefs, along: PushAlong = {}): Promise<WriteReply> {
    const reply = this.onPush();
    if (reply !== undefined && reply !== "lose-reply") return reply;
    if (!this.#mayPush(along))
      return { kind: "refused", error: { code: "GIT_PUSH_REJECTED", message: "stale info" } };
    this.#point(this.remote, refs);
    return reply === "lose-reply"
      ? { kind: "unclear", error: { code: "GIT_FAILED", message: "connection lost" } }
      : { kind: "accepted" };
  }

  async adopt(refs: PreparedRefs): Promise<void> {
    this.#point(this.local, refs);
  }

  async retract(refs: PreparedRefs): Promise<void> {
    for (const side of [this.remote, this.local]) {
      for (const tag of Object.keys(refs.tags)) side.delete(tag);
      if (side.get("main") === refs.commit && refs.commit !== refs.base)
        side.set("main", `revert of ${refs.commit}`);
    }
  }

  /** Gives the lock back and advances the record, unless the lock is no longer the one that is given back. */
  #mayPush({ lock, record }: PushAlong): boolean {
    if (lock && this.shared.held?.oid !== lock.oid) return false;
    if (lock) this.shared.held = null;
    if (record) this.shared.records.set(record.id, record.journal);
    return true;
  }

  #point(side: Map<string, string>, { base, commit, tags }: PreparedRefs): void {
    if (commit !== base) side.set("main", commit);
    for (const [tag, object] of Object.entries(tags)) side.set(tag, object);
  }

  #where(side: Map<string, string>, { base, commit, tags }: PreparedRefs): "absent" | "ours" | "mixed" {
    const wanted = [...Object.entries(tags), ...(commit === base ? [] : [["main", commit] as const])];
    const ours = wanted.filter(([ref, object]) => side.get(ref) === object);
    if (ours.length === wanted.length) return "ours";
    return ours.length === 0 ? "absent" : "mixed";
  }
}
