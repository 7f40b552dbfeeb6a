import type { PackageView, Presence } from "@convoy/core";
import type { Timeline } from "./timeline.ts";

/** Who put a version there: it was there before, a release did, or somebody else meanwhile. */
export type Origin = "history" | "release" | "foreign";

export interface StoredVersion {
  readonly integrity: string;
  readonly revision: string;
  readonly status: "Published" | "Archived";
  readonly origin: Origin;
  /** Dependency name to its range. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A package as consumers see it. */
export interface ConsumerView {
  readonly versions: ReadonlyMap<string, StoredVersion>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A version to store, with the dist-tags that it gets. */
export type Put = Omit<StoredVersion, "revision" | "status"> & { readonly tags: readonly string[] };

interface StoredPackage {
  readonly versions: Map<string, StoredVersion>;
  tags: Readonly<Record<string, string>>;
  /** When what consumers see is brought up to date, the next time first. */
  readonly coming: number[];
  seen: ConsumerView;
  before: { readonly until: number; readonly view: ConsumerView };
}

const EMPTY: ConsumerView = { versions: new Map(), tags: {} };
/** How long a stale read may still show what was there before the last change. */
export const STALE_MS = 1_500;

/** What a repository stores, and, some time later, what consumers see of it. */
export class PackageStore {
  readonly label: string;
  readonly #timeline: Timeline;
  readonly #lag: () => number;
  readonly #packages: Map<string, StoredPackage> = new Map();
  #revisions = 0;
  /** Counts what consumers may have noticed. */
  changes = 0;

  constructor(label: string, timeline: Timeline, lag: () => number) {
    this.label = label;
    this.#timeline = timeline;
    this.#lag = lag;
  }

  get names(): readonly string[] {
    return [...this.#packages.keys()];
  }

  stored(name: string, version: string): StoredVersion | undefined {
    return this.#packages.get(name)?.versions.get(version);
  }

  versionsOf(name: string): ReadonlyMap<string, StoredVersion> {
    return this.#packages.get(name)?.versions ?? new Map();
  }

  tagsOf(name: string): Readonly<Record<string, string>> {
    return this.#packages.get(name)?.tags ?? {};
  }

  /** Stores a version, and points the tags at it in the same moment. */
  put(name: string, version: string, stored: Put): void {
    const { tags, ...rest } = stored;
    const entry = this.#entry(name);
    entry.versions.set(version, { ...rest, status: "Published", revision: `r${(this.#revisions += 1)}` });
    entry.tags = { ...entry.tags, ...Object.fromEntries(tags.map((tag) => [tag, version])) };
    this.#changed(name);
  }

  archive(name: string, version: string): void {
    const found = this.stored(name, version);
    if (found) this.#entry(name).versions.set(version, { ...found, status: "Archived" });
    this.#changed(name);
  }

  delete(name: string, version: string): void {
    const entry = this.#entry(name);
    entry.versions.delete(version);
    entry.tags = Object.fromEntries(Object.entries(entry.tags).filter(([, target]) => target !== version));
    this.#changed(name);
  }

  point(name: string, tag: string, version: string | null): void {
    const entry = this.#entry(name);
    const { [tag]: _, ...others } = entry.tags;
    entry.tags = version === null ? others : { ...others, [tag]: version };
    this.#changed(name);
  }

  /** All that was stored so far has been seen by everybody for a long time. */
  settle(): void {
    for (const [name, entry] of this.#packages) {
      this.view(name);
      entry.before = { until: 0, view: EMPTY };
    }
  }

  /** What consumers see now; with `stale`, what a replica that lags behind may show instead. */
  view(name: string, stale = false): ConsumerView {
    const entry = this.#packages.get(name);
    if (!entry) return EMPTY;
    for (let at = entry.coming[0]; at !== undefined && at <= this.#timeline.now; at = entry.coming[0]) {
      entry.before = { until: at + STALE_MS, view: entry.seen };
      entry.seen = shown(entry);
      entry.coming.shift();
      this.changes += 1;
    }
    // Two changes behind is too far: nobody could tell that a version has not come from that it has gone.
    const behind = stale && entry.coming.length === 0 && entry.before.until > this.#timeline.now;
    return behind ? entry.before.view : entry.seen;
  }

  look(name: string, stale: boolean): PackageView {
    const { versions, tags } = this.view(name, stale);
    return {
      versions: new Map([...versions].map(([version, { integrity }]) => [version, integrity])),
      distTags: tags,
    };
  }

  readBack(name: string, version: string): Presence {
    const found = this.stored(name, version);
    if (!found) return { kind: "absent" };
    return { kind: "present", integrity: found.integrity, revision: found.revision };
  }

  #entry(name: string): StoredPackage {
    const entry = this.#packages.get(name) ?? {
      versions: new Map(),
      tags: {},
      coming: [],
      seen: EMPTY,
      before: { until: 0, view: EMPTY },
    };
    this.#packages.set(name, entry);
    return entry;
  }

  #changed(name: string): void {
    const { coming } = this.#entry(name);
    const at = Math.max(coming.at(-1) ?? 0, this.#timeline.now + this.#lag());
    coming.push(at);
    // So that something happens at that moment, and the observers look.
    if (at > this.#timeline.now) this.#timeline.in(at - this.#timeline.now, () => undefined);
  }
}

/** A copy, so that what consumers see stays as it is until it is brought up to date. */
function shown({ versions, tags }: StoredPackage): ConsumerView {
  return { versions: new Map([...versions].filter(([, { status }]) => status === "Published")), tags };
}
