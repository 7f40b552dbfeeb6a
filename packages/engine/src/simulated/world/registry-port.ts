import {
  ReleaseError,
  type Artifact,
  type PackageView,
  type Presence,
  type RemoveReply,
  type WriteReply,
} from "@convoy/core";
import type { Repository, Target } from "../../ports.ts";
import type { MemoryDisk } from "./memory-disk.ts";
import type { PackageStore } from "./package-store.ts";
import type { SimulatedProcess } from "./simulated-process.ts";
import type { Timeline } from "./timeline.ts";
import type { Operation, Weather } from "./weather.ts";
import type { Witness } from "./witness.ts";

/** What a repository is reached through. */
export interface Line {
  readonly process: SimulatedProcess;
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly disk: MemoryDisk;
  readonly witness: Witness;
}

const LOST = { kind: "unclear", error: { code: "REGISTRY_UNAVAILABLE", message: "no answer" } } as const;
/** How much later than its sender gave up a delayed request may land. */
const LATE_MS = 400;

/** A repository as one process reaches it, in the weather of the story. */
class RegistryPort implements Repository {
  readonly label: string;
  readonly store: PackageStore;
  readonly #line: Line;

  constructor(store: PackageStore, line: Line) {
    this.label = store.label;
    this.store = store;
    this.#line = line;
  }

  async look(name: string): Promise<PackageView> {
    const view = await this.#read(`read ${name}`, (stale) => this.store.look(name, stale));
    this.#line.witness.looked(this.#line.process, this.store, name);
    return view;
  }

  readBack(name: string, version: string): Promise<Presence> {
    return this.#read(`read back ${name}@${version}`, () => this.store.readBack(name, version));
  }

  async upload(artifact: Artifact, distTag: string): Promise<WriteReply> {
    const { name, version, integrity, manifest, path } = artifact;
    if (!this.#line.disk.has(path))
      throw new ReleaseError("ARTIFACT_CHANGED", `${path} is no longer what was packed`);
    return this.write("upload", { name, what: `upload ${name}@${version}` }, (corrupt) => {
      const there = this.store.stored(name, version);
      if (there) return there.integrity === integrity ? { kind: "accepted" } : { kind: "exists" };
      const stored = corrupt ? `${integrity}-damaged` : integrity;
      const { dependencies = {} } = manifest;
      this.#line.witness.putting(this.store, { name, version, integrity: stored, corrupt });
      const tags = [distTag, ...latestOfFirst(this.store, name)];
      this.store.put(name, version, { integrity: stored, origin: "release", dependencies, tags });
      return { kind: "accepted" };
    });
  }

  setDistTag(name: string, tag: string, version: string | null): Promise<WriteReply> {
    return this.write("tag", { name, what: `tag ${name} ${tag}=${version}` }, () => {
      if (version !== null && this.store.stored(name, version)?.status !== "Published")
        return refused(`${name}@${version} is not there to be tagged`);
      this.#line.witness.pointing(this.#line.process, this.store, { name, tag, version });
      this.store.point(name, tag, version);
      return { kind: "accepted" };
    });
  }

  /** Archives by revision, then deletes what is archived, as CodeArtifact allows it. */
  async remove(
    name: string,
    version: string,
    present: { readonly integrity: string; readonly revision?: string },
  ): Promise<RemoveReply> {
    let changed = false;
    const archived = await this.write("remove", { name, what: `archive ${name}@${version}` }, () => {
      const there = this.store.stored(name, version);
      if (!there) return { kind: "exists" };
      changed =
        there.integrity !== present.integrity ||
        (present.revision !== undefined && there.revision !== present.revision);
      if (changed) return { kind: "accepted" };
      this.#line.witness.removing(this.store, name, version);
      this.store.archive(name, version);
      return { kind: "accepted" };
    });
    if (changed) return { kind: "changed" };
    if (archived.kind === "exists") return { kind: "absent" };
    if (archived.kind !== "accepted") return archived;
    const deleted = await this.write("remove", { name, what: `delete ${name}@${version}` }, () => {
      if (this.store.stored(name, version)?.status !== "Archived") return { kind: "exists" };
      this.store.delete(name, version);
      return { kind: "accepted" };
    });
    if (deleted.kind === "exists") return { kind: "absent" };
    return deleted.kind === "accepted" ? { kind: "removed" } : deleted;
  }

  /** One write in the weather. What it does may happen twice, late, or without an answer. */
  write(
    operation: Operation,
    { name, what }: { readonly name: string; readonly what: string },
    act: (corrupt: boolean) => WriteReply,
  ): Promise<WriteReply> {
    const { process, timeline, weather, witness } = this.#line;
    const fault = weather.forWrite(operation, name);
    const tell = (how: string): void => timeline.tell(`${process.name} → ${this.label}: ${what}${how}`);
    const perform = (corrupt: boolean): WriteReply => {
      const reply = act(corrupt);
      tell(reply.kind === "accepted" ? "" : `: ${reply.kind}`);
      return reply;
    };
    const over = witness.began(process, operation);
    const reply = process.effect(what, "network", (): WriteReply => {
      if (fault !== undefined) tell(` meets ${fault}`);
      switch (fault) {
        case "lose-request":
          return LOST;
        case "late":
          timeline.in(LATE_MS, () => void perform(false));
          return LOST;
        case "conflict":
          return { kind: "exists", error: { code: "REGISTRY_ERROR", message: "409, try again" } };
        case "throttle":
          return { kind: "refused", error: { code: "REGISTRY_THROTTLED", message: "429" } };
        case "refuse":
          return { kind: "refused", error: { code: "ACCESS_DENIED", message: `may not ${what}` } };
        case "twice":
          timeline.in(LATE_MS, () => void perform(false));
          return perform(false);
        case "lose-reply":
          perform(false);
          return LOST;
        default:
          return perform(fault === "corrupt");
      }
    });
    return reply.finally(over);
  }

  async #read<T>(what: string, ask: (stale: boolean) => T): Promise<T> {
    const { process, timeline, weather } = this.#line;
    return process.read("network", () => {
      const fault = weather.forRead();
      if (fault === undefined || fault === "stale") return ask(fault === "stale");
      timeline.tell(`${process.name} → ${this.label}: ${what} meets ${fault}`);
      const code = fault === "unreachable" ? "TARGET_UNREACHABLE" : "REGISTRY_UNAVAILABLE";
      throw new ReleaseError(code, `could not ${what} in ${this.label}`);
    });
  }
}

/** The target of a release: the channel alone, or by way of the stage. */
export function targetOf(
  strategy: "staged" | "direct",
  stores: { readonly stage: PackageStore; readonly channel: PackageStore },
  line: Line,
): Target {
  const channel = new RegistryPort(stores.channel, line);
  if (strategy === "direct") return { strategy, channel };
  const stage = new RegistryPort(stores.stage, line);
  const promote = (name: string, version: string, revision: string | undefined): Promise<WriteReply> =>
    channel.write("copy", { name, what: `copy ${name}@${version}` }, () =>
      copy(stores, { name, version, revision }, line.witness),
    );
  return { strategy, stage, channel, promote };
}

/** CopyPackageVersions: what is there already, the same, is no failure; all dist-tags of the version come along. */
function copy(
  { stage, channel }: { readonly stage: PackageStore; readonly channel: PackageStore },
  wanted: { readonly name: string; readonly version: string; readonly revision: string | undefined },
  witness: Witness,
): WriteReply {
  const { name, version, revision } = wanted;
  const source = stage.stored(name, version);
  if (!source) return refused(`there is no ${name}@${version} in ${stage.label}`);
  if (revision !== undefined && source.revision !== revision)
    return refused(`MISMATCHED_REVISION: ${name}@${version}`);
  const there = channel.stored(name, version);
  if (there && (there.integrity !== source.integrity || there.status !== "Published"))
    return { kind: "exists" };
  const { integrity, dependencies } = source;
  const inStage = Object.entries(stage.tagsOf(name)).filter(([, target]) => target === version);
  const tags = [...inStage.map(([tag]) => tag), ...latestOfFirst(channel, name)];
  if (there) {
    for (const tag of tags) channel.point(name, tag, version);
  } else {
    witness.putting(channel, { name, version, integrity, corrupt: false });
    channel.put(name, version, { integrity, dependencies, origin: "release", tags });
  }
  return { kind: "accepted" };
}

/** Registries point `latest` at the first version of a package, whatever its tag. */
function latestOfFirst(store: PackageStore, name: string): readonly string[] {
  return store.versionsOf(name).size === 0 ? ["latest"] : [];
}

function refused(message: string): Extract<WriteReply, { kind: "refused" }> {
  return { kind: "refused", error: { code: "REGISTRY_ERROR", message } };
}
