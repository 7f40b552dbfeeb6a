import { isLower } from "@convoy/core";
import type { PackageStore } from "./package-store.ts";
import type { SimulatedProcess } from "./simulated-process.ts";
import type { Timeline } from "./timeline.ts";
import type { Operation } from "./weather.ts";

/** The most at a time that a process may have under way: what its ceilings say. */
const AT_A_TIME: Readonly<Record<"copy" | "others", number>> = { copy: 2, others: 4 };

/**
 * Stands beside the registry and sees each effect as it is done. What must never be done is a breach at that
 * moment, whatever becomes of it later.
 */
export class Witness {
  readonly breaches: string[] = [];
  readonly #timeline: Timeline;
  readonly #channel: () => PackageStore;
  readonly #shownAfterMs: number;
  /** `name@version` to the first bytes that the release put anywhere. */
  readonly #bytes: Map<string, string> = new Map();
  readonly #looks: Map<string, number> = new Map();
  /** `name tag` to when somebody else moved it. */
  readonly #foreign: Map<string, number> = new Map();
  readonly #underWay: Map<string, number> = new Map();
  #planned: ReadonlyMap<string, string> = new Map();
  #before: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map();

  /** `shownAfterMs`: a look that much later than a change must have shown it. */
  constructor(timeline: Timeline, channel: () => PackageStore, shownAfterMs: number) {
    this.#timeline = timeline;
    this.#channel = channel;
    this.#shownAfterMs = shownAfterMs;
  }

  /** A release begins: package to the version that it releases. */
  newRelease(planned: ReadonlyMap<string, string>): void {
    this.#bytes.clear();
    this.#foreign.clear();
    this.#planned = planned;
    this.#before = new Map([...planned.keys()].map((name) => [name, this.#channel().tagsOf(name)]));
  }

  /** What the dist-tags of the package were when the release began. */
  tagsBefore(name: string): Readonly<Record<string, string>> {
    return this.#before.get(name) ?? {};
  }

  foreignMoved(name: string, tag: string): void {
    this.#foreign.set(`${name} ${tag}`, this.#timeline.now);
  }

  wasMoved(name: string, tag: string): boolean {
    return this.#foreign.has(`${name} ${tag}`);
  }

  looked(process: SimulatedProcess, store: PackageStore, name: string): void {
    if (store === this.#channel()) this.#looks.set(`${process.name} ${name}`, this.#timeline.now);
  }

  /** A version gets its bytes (I4: what was packed once is what is put everywhere). */
  putting(
    store: PackageStore,
    put: {
      readonly name: string;
      readonly version: string;
      readonly integrity: string;
      readonly corrupt: boolean;
    },
  ): void {
    const { name, version, integrity, corrupt } = put;
    if (corrupt) return;
    const first = this.#bytes.get(`${name}@${version}`);
    if (first !== undefined && first !== integrity)
      this.breach("I4", `${name}@${version} was put as ${first}, and now as ${integrity} in ${store.label}`);
    this.#bytes.set(`${name}@${version}`, integrity);
  }

  /** A dist-tag is set or removed by the release (I7). */
  pointing(
    process: SimulatedProcess,
    store: PackageStore,
    { name, tag, version }: { readonly name: string; readonly tag: string; readonly version: string | null },
  ): void {
    if (store !== this.#channel()) return;
    const now = store.tagsOf(name)[tag];
    if ((now ?? null) === version) return;
    const before = this.tagsBefore(name)[tag];
    const moved = this.#foreign.get(`${name} ${tag}`);
    const knew =
      moved !== undefined && (this.#looks.get(`${process.name} ${name}`) ?? -1) > moved + this.#shownAfterMs;
    const ours = this.#planned.get(name);
    const step = `dist-tag ${tag} of ${name} from ${now} to ${version}, before the release ${before}`;
    if (now !== before && now !== ours && knew)
      this.breach("I7", `somebody else's value was changed: ${step}`);
    if (version !== ours && version !== (before ?? null))
      this.breach("I7", `neither planned nor as before: ${step}`);
    if (version !== null && version === ours && now !== undefined && isLower(version, now) && knew)
      this.breach("I7", `moved to a lower version: ${step}`);
  }

  /** The refs of a release land (I2, I4): by then each version lies, whole, where nothing but copying is left to do. */
  committing(tags: readonly string[], places: readonly PackageStore[]): void {
    for (const tag of tags) {
      const at = tag.lastIndexOf("@");
      const [name, version] = [tag.slice(0, at), tag.slice(at + 1)];
      const found = places.map((place) => place.stored(name, version)?.integrity);
      if (!found.some((integrity) => integrity?.endsWith("-damaged") === false))
        this.breach("I2", `the release is committed, and ${tag} is ${found.join(" and ") || "nowhere"}`);
    }
  }

  /** A version is taken out (I3: only what a release put there). */
  removing(store: PackageStore, name: string, version: string): void {
    const found = store.stored(name, version);
    if (store === this.#channel() && found && found.origin !== "release")
      this.breach("I3", `${name}@${version} is removed, and was put there by ${found.origin}`);
  }

  /** A write begins; the answer is to be called when it is over (I11). */
  began(process: SimulatedProcess, operation: Operation): () => void {
    const kind = operation === "copy" ? "copy" : "others";
    const key = `${process.name} ${kind}`;
    const count = (this.#underWay.get(key) ?? 0) + 1;
    this.#underWay.set(key, count);
    if (count > AT_A_TIME[kind]) this.breach("I11", `${count} writes (${kind}) at a time`);
    return () => void this.#underWay.set(key, (this.#underWay.get(key) ?? 1) - 1);
  }

  breach(invariant: string, what: string): void {
    this.breaches.push(`${invariant}: ${what}`);
    this.#timeline.tell(`BREACH of ${invariant}: ${what}`);
  }
}
