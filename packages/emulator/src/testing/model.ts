/**
 * A small model of one package in two repositories, and in a mirror that has the channel as its upstream: what the
 * emulator must show, said as plainly as can be.
 */
export interface ModelVersion {
  readonly bytes: string;
  readonly status: "Published" | "Unlisted" | "Archived" | "Disposed";
}

export interface ModelRepository {
  readonly versions: Map<string, ModelVersion>;
  readonly tags: Map<string, string>;
  /** The package was made here, and stays when its versions go. */
  known: boolean;
}

export type RepositoryName = "stage" | "channel";

export class Model {
  readonly stage: ModelRepository = { versions: new Map(), tags: new Map(), known: false };
  readonly channel: ModelRepository = { versions: new Map(), tags: new Map(), known: false };

  /** What was kept in the mirror because it was fetched there. */
  readonly mirrored: Map<string, ModelVersion> = new Map();

  /** HTTP status of fetching the tarball from the mirror. */
  fetch(version: string): number {
    const found = this.mirrored.get(version) ?? this.channel.versions.get(version);
    if (found === undefined || (found.status !== "Published" && found.status !== "Unlisted")) return 404;
    this.mirrored.set(version, found);
    return 302;
  }

  setMirroredStatus(
    version: string,
    status: ModelVersion["status"],
  ): readonly string[] | null | "no package" {
    const kept = this.mirrored.get(version);
    if (kept === undefined) return this.mirrored.size === 0 ? "no package" : null;
    this.mirrored.set(version, { ...kept, status });
    return [version];
  }

  /** Versions that the mirror lists: what it kept decides before what is upstream. */
  listedInMirror(): readonly string[] {
    const all = new Map([...this.channel.versions, ...this.mirrored]);
    return [...all].filter(([, { status }]) => status === "Published").map(([version]) => version);
  }

  /** HTTP status of the publish. */
  publish(
    repository: RepositoryName,
    version: string,
    publication: { readonly bytes: string; readonly tag: string },
  ): number {
    const { versions, tags } = this[repository];
    const existing = versions.get(version);
    const { bytes, tag } = publication;
    if (existing !== undefined && existing.bytes !== bytes) return 409;
    if (existing?.status === "Archived" || existing?.status === "Disposed") return 409;
    if (existing === undefined) versions.set(version, { bytes, status: "Published" });
    tags.set(tag, version);
    this[repository].known = true;
    return 200;
  }

  /** Versions that changed; null for a failure, after which nothing has changed. */
  setStatus(
    repository: RepositoryName,
    versions: readonly string[],
    status: "Published" | "Unlisted" | "Archived",
  ): readonly string[] | null {
    const stored = this[repository].versions;
    if (
      versions.some(
        (version) => stored.get(version) === undefined || stored.get(version)?.status === "Disposed",
      )
    )
      return null;
    for (const version of versions) stored.set(version, { bytes: stored.get(version)?.bytes ?? "", status });
    return versions;
  }

  dispose(repository: RepositoryName, version: string): readonly string[] | null {
    const existing = this[repository].versions.get(version);
    if (existing === undefined || existing.status === "Disposed") return null;
    this[repository].versions.set(version, { ...existing, bytes: "", status: "Disposed" });
    return [version];
  }

  remove(repository: RepositoryName, version: string): readonly string[] | null {
    if (!this[repository].versions.delete(version)) return null;
    for (const [tag, tagged] of this[repository].tags)
      if (tagged === version) this[repository].tags.delete(tag);
    return [version];
  }

  /** From the stage into the channel. */
  copy(version: string): readonly string[] | null {
    const source = this.stage.versions.get(version);
    if (source === undefined || source.status === "Disposed") return null;
    const existing = this.channel.versions.get(version);
    if (existing !== undefined && existing.bytes !== source.bytes) return null;
    for (const [tag, tagged] of this.stage.tags) if (tagged === version) this.channel.tags.set(tag, version);
    this.channel.known = true;
    if (existing !== undefined) return [];
    this.channel.versions.set(version, source);
    return [version];
  }

  setTag(repository: RepositoryName, tag: string, version: string): number {
    const existing = this[repository].versions.get(version);
    if (existing === undefined || existing.status === "Disposed") return 404;
    this[repository].tags.set(tag, version);
    return 200;
  }

  removeTag(repository: RepositoryName, tag: string): number {
    return this[repository].tags.delete(tag) ? 200 : 404;
  }
}
