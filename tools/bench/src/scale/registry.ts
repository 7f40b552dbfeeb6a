import type { PackageView, RemoveReply, WriteReply } from "@convoy/core";
import type { Repository, Target } from "@convoy/engine";
import { readThrough, writeThrough, type Gate, type Operation } from "@convoy/registry";
import type { QuotaName, Service } from "./service.ts";

/** Asks the service through the limits that Convoy keeps to; counted by quota. */
export type Ask = (lane: Operation<undefined>["lane"], counted: readonly QuotaName[]) => Promise<void>;

export function asking(gate: Gate, service: Service): Ask {
  return async (lane, counted) => {
    const operation: Operation<undefined> = {
      doing: "ask",
      where: "the simulated service",
      lane,
      async attempt() {
        const afterMs = await service.request(counted);
        if (afterMs === null) return { kind: "answered", value: undefined };
        return { kind: "throttled", words: "Rate exceeded", afterMs };
      },
    };
    const answer = await (lane === "read" ? readThrough : writeThrough)(gate, operation);
    if (answer.kind !== "answered") throw new Error(`the simulated service: ${answer.kind}`);
  };
}

type Versions = Map<string, string>;

/** Package name to its versions, and their hashes. */
export type Stored = Map<string, Versions>;

/** A repository in memory: what the client sends and keeps is left out, what the engine asks for is not. */
function repositoryOf(label: string, stored: Stored, ask: Ask): Repository {
  return {
    label,
    async look(name) {
      await ask("read", ["reads"]);
      return viewOf(stored.get(name));
    },
    async readBack(name, version) {
      await ask("read", ["reads"]);
      const integrity = stored.get(name)?.get(version);
      return integrity === undefined ? { kind: "absent" } : { kind: "present", integrity };
    },
    async upload({ name, version, integrity }) {
      await ask("upload", ["writes"]);
      put(stored, name, [version, integrity]);
      return { kind: "accepted" };
    },
    async setDistTag(): Promise<WriteReply> {
      await ask("upload", ["writes"]);
      return { kind: "accepted" };
    },
    async remove(name, version): Promise<RemoveReply> {
      await ask("upload", ["writes"]);
      stored.get(name)?.delete(version);
      return { kind: "removed" };
    },
  };
}

function viewOf(versions: Versions = new Map()): PackageView {
  const latest = [...versions.keys()].at(-1);
  return { versions: new Map(versions), distTags: latest === undefined ? {} : { latest } };
}

export function targetOf(strategy: Target["strategy"], channel: Stored, ask: Ask): Target {
  const repository = repositoryOf("acme/npm-releases", channel, ask);
  if (strategy === "direct") return { strategy, channel: repository };
  const staged: Stored = new Map();
  return {
    strategy,
    channel: repository,
    stage: repositoryOf("acme/npm-staging", staged, ask),
    async promote(name, version) {
      await ask("copy", ["writes", "copies"]);
      put(channel, name, [version, staged.get(name)?.get(version) ?? ""]);
      return { kind: "accepted" };
    },
  };
}

function put(stored: Stored, name: string, [version, integrity]: readonly [string, string]): void {
  const versions = stored.get(name) ?? new Map<string, string>();
  versions.set(version, integrity);
  stored.set(name, versions);
}
