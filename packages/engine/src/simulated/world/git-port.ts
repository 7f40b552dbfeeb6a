import { ReleaseError, type WriteReply } from "@convoy/core";
import type { Git, GitStart, ObservedRefs, PreparedRefs, PrepareRequest, PushAlong } from "../../ports.ts";
import type { Machine, Refs, Remote } from "./machine.ts";
import type { SimulatedProcess } from "./simulated-process.ts";
import type { Timeline } from "./timeline.ts";
import type { Weather } from "./weather.ts";

/** What git runs in and against. */
export interface GitLine {
  readonly process: SimulatedProcess;
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly machine: Machine;
  readonly remote: Remote;
  readonly leases: Leases;
  /** Is told the tags of a release at the moment of its commit. */
  readonly onCommit: (tags: readonly string[]) => void;
}

/** What a process knows of the shared records: the leases of its pushes. */
export class Leases {
  readonly seen: Map<string, string | null> = new Map();
  readonly #made: Set<string> = new Set();
  /** The lock that this process took. */
  lock: string | undefined;

  /** Advances the record on the remote, unless somebody else did so since this process saw it. */
  advance(remote: Remote, id: string, journal: string): boolean {
    const there = remote.records.get(id) ?? null;
    const known = there === null || this.#made.has(there) || there === (this.seen.get(id) ?? there);
    if (!known) return false;
    remote.records.set(id, journal);
    this.seen.set(id, journal);
    this.#made.add(journal);
    return true;
  }
}

/** git as one process runs it: refs of a clone, and of a remote that is reached through the weather. */
export class GitPort implements Git {
  readonly #line: GitLine;

  constructor(line: GitLine) {
    this.#line = line;
  }

  async preflight({ tags }: { readonly tags: readonly string[] }): Promise<GitStart> {
    const { machine, remote } = this.#line;
    const there = await this.#ask(() => new Map(remote.refs));
    const taken = tags.filter((tag) => there.has(tag) || machine.refs.has(tag));
    if (taken.length > 0) throw new ReleaseError("GIT_TAG_EXISTS", `there are tags already: ${taken.join()}`);
    const base = machine.refs.get("main") ?? "";
    const remoteBranch = there.get("main") ?? null;
    if (remoteBranch !== base) throw new ReleaseError("GIT_BEHIND", `main of origin is at ${remoteBranch}`);
    return { base, branch: "main", remote: "origin", remoteBranch };
  }

  async prepare(start: GitStart, { commit, tags, date }: PrepareRequest): Promise<PreparedRefs> {
    const { machine, remote } = this.#line;
    const id = commit ? `release-${date}-on-${start.base}` : start.base;
    if (commit) {
      const files = new Map(remote.commits.filesOf(start.base));
      for (const path of commit.files) files.set(path, machine.files.get(path) ?? "");
      remote.commits.make(id, { parent: start.base, reverts: null, files });
    }
    return {
      ...start,
      commit: id,
      tags: Object.fromEntries(Object.keys(tags).map((tag) => [tag, `${tag}-at-${id}`])),
    };
  }

  async observe(refs: PreparedRefs): Promise<ObservedRefs> {
    const { machine, remote } = this.#line;
    const there = await this.#ask(() => this.#where(remote.refs, refs));
    const standing = remote.commits.standing(refs.commit, remote.refs.get("main") ?? "");
    const moves = refs.commit !== refs.base;
    const behind = moves && standing === "reverted" && machine.refs.get("main") === refs.base;
    const local = this.#where(machine.refs, refs);
    return { remote: there, local: behind && local === "absent" ? "mixed" : local };
  }

  async observeHere(refs: PreparedRefs): Promise<ObservedRefs["local"]> {
    return this.#where(this.#line.machine.refs, refs);
  }

  async push(refs: PreparedRefs, along: PushAlong = {}): Promise<WriteReply> {
    const { remote, leases } = this.#line;
    return this.#push("push the release", () => {
      const moved = refs.commit !== refs.base && remote.refs.get("main") !== refs.remoteBranch;
      const tags = Object.entries(refs.tags);
      const foreign = tags.some(([tag, id]) => remote.refs.has(tag) && remote.refs.get(tag) !== id);
      if (moved || foreign || (along.lock && remote.lock?.oid !== along.lock.oid)) return rejected();
      if (along.record && !leases.advance(remote, along.record.id, along.record.journal)) return rejected();
      this.#line.onCommit(Object.keys(refs.tags));
      if (refs.commit !== refs.base) remote.refs.set("main", refs.commit);
      for (const [tag, id] of tags) remote.refs.set(tag, id);
      if (along.lock) remote.lock = null;
      return { kind: "accepted" };
    });
  }

  async adopt(refs: PreparedRefs): Promise<void> {
    const { machine, remote, process } = this.#line;
    await this.#ask(() => undefined);
    return process.effect("adopt the refs", "here", () => {
      const tip = machine.refs.get("main") ?? "";
      const behind = remote.commits.isAncestor(tip, refs.commit);
      if (behind) {
        machine.follow(remote.commits.filesOf(tip), remote.commits.filesOf(refs.commit));
        machine.refs.set("main", refs.commit);
      }
      for (const [tag, id] of Object.entries(refs.tags))
        if (!machine.refs.has(tag)) machine.refs.set(tag, id);
      if (!behind && !remote.commits.isAncestor(refs.commit, tip))
        throw new ReleaseError("GIT_BRANCH_MOVED", "main has commits that are not in the release");
    });
  }

  async retract(refs: PreparedRefs): Promise<void> {
    const { machine, remote, process } = this.#line;
    const revert = await this.#retractRemote(refs);
    await process.effect("retract the refs here", "here", () => {
      const tip = machine.refs.get("main") ?? "";
      if (refs.commit !== refs.base && remote.commits.standing(refs.commit, tip) === "present") {
        const to = revert ?? (tip === refs.commit ? refs.base : this.#revert(refs, tip));
        machine.follow(remote.commits.filesOf(tip), remote.commits.filesOf(to));
        machine.refs.set("main", to);
      }
      if (revert !== null && tip === refs.base) {
        // Files as the version step wrote them go back first, as those of a clone that had the commit do.
        machine.follow(remote.commits.filesOf(refs.commit), remote.commits.filesOf(tip));
        machine.follow(remote.commits.filesOf(tip), remote.commits.filesOf(revert));
        machine.refs.set("main", revert);
      }
      deleteTags(machine.refs, refs);
    });
  }

  /** Answers the commit on the remote that takes the release commit back; null where the remote never had it. */
  async #retractRemote(refs: PreparedRefs): Promise<string | null> {
    const { remote } = this.#line;
    for (let attempt = 1; ; attempt += 1) {
      const tip = await this.#ask(() => remote.refs.get("main") ?? "");
      const standing = refs.commit === refs.base ? "absent" : remote.commits.standing(refs.commit, tip);
      const ours = Object.entries(refs.tags).some(([tag, id]) => remote.refs.get(tag) === id);
      if (standing !== "present" && !ours) return standing === "reverted" ? tip : null;
      const to = standing === "present" ? this.#revert(refs, tip) : tip;
      const reply = await this.#push("push the retreat", () => {
        if (remote.refs.get("main") !== tip) return rejected();
        remote.refs.set("main", to);
        deleteTags(remote.refs, refs);
        return { kind: "accepted" };
      });
      if (reply.kind === "accepted") return standing === "absent" ? null : to;
      if (attempt === 3 && reply.kind !== "exists")
        throw new ReleaseError(reply.error.code, reply.error.message);
    }
  }

  #revert({ commit, base }: PreparedRefs, tip: string): string {
    const { commits } = this.#line.remote;
    const files = new Map(commits.filesOf(tip));
    for (const [path, content] of commits.filesOf(base)) files.set(path, content);
    return commits.make(`revert-of-${commit}-on-${tip}`, { parent: tip, reverts: commit, files });
  }

  #where(found: Refs, { base, commit, tags }: PreparedRefs): "absent" | "ours" | "mixed" {
    const entries = Object.entries(tags);
    const ours = entries.filter(([tag, id]) => found.get(tag) === id).length;
    const standing = this.#line.remote.commits.standing(commit, found.get("main") ?? "");
    const committed = commit !== base && standing === "present";
    if (ours === entries.length && committed === (commit !== base)) return "ours";
    return ours === 0 && !committed ? "absent" : "mixed";
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

  #push(what: string, act: () => WriteReply): Promise<WriteReply> {
    return pushed(this.#line, what, act);
  }
}

/** A push in the weather: all of it or nothing, with or without an answer. */
export function pushed(
  { process, timeline, weather }: Pick<GitLine, "process" | "timeline" | "weather">,
  what: string,
  act: () => WriteReply,
): Promise<WriteReply> {
  const fault = weather.forPush();
  return process.effect(what, "network", () => {
    const reply = fault === "lose-request" ? LOST : fault === "reject" ? rejected() : act();
    timeline.tell(`${process.name} → origin: ${what}: ${fault ?? reply.kind}`);
    return fault === "lose-reply" ? LOST : reply;
  });
}

const LOST = { kind: "unclear", error: { code: "GIT_PUSH_UNCLEAR", message: "the push broke off" } } as const;

function rejected(): WriteReply {
  return { kind: "refused", error: { code: "GIT_PUSH_REJECTED", message: "origin rejected the push" } };
}

function deleteTags(found: Refs, { tags }: PreparedRefs): void {
  for (const [tag, id] of Object.entries(tags)) if (found.get(tag) === id) found.delete(tag);
}
