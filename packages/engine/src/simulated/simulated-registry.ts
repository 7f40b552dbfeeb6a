import type { Artifact, PackageView, Presence, RemoveReply, WriteReply } from "@convoy/core";
import type { Repository, Target } from "../ports.ts";

interface Stored {
  readonly integrity: string;
  readonly revision: string;
}

/** Decides what becomes of a write instead of the repository; undefined lets it through. */
export type Fault = (call: {
  readonly operation: string;
  readonly name: string;
  readonly version: string;
}) => "refuse" | "lose-request" | "lose-reply" | "conflict" | "corrupt" | undefined;

/** A repository in memory, with a log of what was done to it in which order. */
export class SimulatedRepository implements Repository {
  readonly label: string;
  readonly versions: Map<string, Map<string, Stored>> = new Map();
  readonly tags: Map<string, Record<string, string>> = new Map();
  readonly log: string[] = [];
  fault: Fault = () => undefined;
  #revision = 0;

  constructor(label: string) {
    this.label = label;
  }

  put(
    name: string,
    version: string,
    { integrity, tag = "latest" }: { readonly integrity: string; readonly tag?: string },
  ): this {
    const versions = this.versions.get(name) ?? new Map<string, Stored>();
    this.#revision += 1;
    versions.set(version, { integrity, revision: `r${this.#revision}` });
    this.versions.set(name, versions);
    this.tags.set(name, { ...this.tags.get(name), [tag]: version });
    return this;
  }

  /** All that consumers could tell apart. */
  snapshot(): unknown {
    const packages = [...this.versions].filter(([, versions]) => versions.size > 0);
    return Object.fromEntries(
      packages.map(([name, versions]) => [
        name,
        {
          versions: [...versions].map(([version, { integrity }]) => [version, integrity]),
          tags: this.tags.get(name),
        },
      ]),
    );
  }

  async look(name: string): Promise<PackageView> {
    const versions = [...(this.versions.get(name) ?? [])].map(
      ([version, { integrity }]) => [version, integrity] as const,
    );
    return { versions: new Map(versions), distTags: { ...this.tags.get(name) } };
  }

  async readBack(name: string, version: string): Promise<Presence> {
    const stored = this.versions.get(name)?.get(version);
    return stored ? { kind: "present", ...stored } : { kind: "absent" };
  }

  async upload({ name, version, integrity }: Artifact, distTag: string): Promise<WriteReply> {
    return this.#write("upload", { name, version }, (corrupt) => {
      const there = this.versions.get(name)?.get(version);
      if (there) return there.integrity === integrity ? { kind: "accepted" } : { kind: "exists" };
      this.put(name, version, { integrity: corrupt ? "sha512-damaged" : integrity, tag: distTag });
      return { kind: "accepted" };
    });
  }

  async setDistTag(name: string, tag: string, version: string | null): Promise<WriteReply> {
    return this.#write("tag", { name, version: `${tag}=${version}` }, () => {
      const { [tag]: _, ...others } = this.tags.get(name) ?? {};
      this.tags.set(name, version === null ? others : { ...others, [tag]: version });
      return { kind: "accepted" };
    });
  }

  async remove(name: string, version: string, present: { readonly integrity: string }): Promise<RemoveReply> {
    const there = this.versions.get(name)?.get(version);
    if (!there) return { kind: "absent" };
    if (there.integrity !== present.integrity) return { kind: "changed" };
    const reply = this.#write("remove", { name, version }, () => {
      this.versions.get(name)?.delete(version);
      return { kind: "accepted" };
    });
    if (reply.kind === "accepted" || reply.kind === "exists") return { kind: "removed" };
    return reply;
  }

  /** Takes in a copy, with its tags, as CopyPackageVersions does. */
  receive(from: SimulatedRepository, name: string, version: string): WriteReply {
    return this.#write("copy", { name, version }, () => {
      const stored = from.versions.get(name)?.get(version);
      if (!stored)
        return {
          kind: "refused",
          error: { code: "NOT_FOUND", message: `Could not find version ${version}` },
        };
      for (const [tag, tagged] of Object.entries(from.tags.get(name) ?? {})) {
        if (tagged === version) this.put(name, version, { integrity: stored.integrity, tag });
      }
      return { kind: "accepted" };
    });
  }

  #write(
    operation: string,
    { name, version }: { readonly name: string; readonly version: string },
    effect: (corrupt: boolean) => WriteReply,
  ): WriteReply {
    const fault = this.fault({ operation, name, version });
    const lost = { kind: "unclear", error: { code: "CONNECTION_LOST", message: "socket hang up" } } as const;
    if (fault === "refuse") {
      return {
        kind: "refused",
        error: { code: "REGISTRY_ERROR", message: `${this.label} refused ${operation} of ${name}` },
      };
    }
    if (fault === "lose-request") return lost;
    if (fault === "conflict") return { kind: "exists" };
    this.log.push(`${operation} ${name}@${version}`);
    const reply = effect(fault === "corrupt");
    return fault === "lose-reply" ? lost : reply;
  }
}

export function stagedTargetOf(stage: SimulatedRepository, channel: SimulatedRepository): Target {
  return {
    strategy: "staged",
    stage,
    channel,
    promote: async (name, version) => channel.receive(stage, name, version),
  };
}
