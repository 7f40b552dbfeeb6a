import type { Artifact, ErrorDocument, PackageBefore, ReleaseGoal, ReleaseReport } from "@convoy/core";
import type { FileChange, PreparedRefs } from "../ports.ts";
import { Doubts, type Doubt } from "./doubts.ts";
import type { Effect, JournalEntry, Opening, ReleaseState } from "./entry.ts";

/**
 * What a journal says, folded: all that a run needs to carry on or to take back. A running release folds each
 * entry as it writes it, so that what a process knows and what a later one would read are the same thing.
 */
export class ReleaseRecord {
  readonly opening: Opening;
  readonly before: ReadonlyMap<string, PackageBefore>;
  readonly #entries: JournalEntry[];
  readonly #accepted: Set<string> = new Set();
  readonly #doubts: Doubts = new Doubts();
  readonly #towardsChannel: Map<string, "begun" | "settled" | "leaving"> = new Map();
  #state: ReleaseState = "PLANNED";
  #versioning: readonly string[] | null = null;
  #changes: readonly FileChange[] | null = null;
  #artifacts: ReadonlyMap<string, Artifact> | null = null;
  #goal: ReleaseGoal | null = null;
  #refs: PreparedRefs | null = null;
  #turnedBack: ErrorDocument | null = null;
  #lastReport: ReleaseReport | null = null;
  #ended = false;
  #committing = false;

  constructor(opening: Opening) {
    this.opening = opening;
    this.#entries = [opening];
    this.before = new Map(Object.entries(opening.before));
  }

  /** Undefined when the entries do not begin with an opening. */
  static replay(entries: readonly JournalEntry[]): ReleaseRecord | undefined {
    const [opening, ...rest] = entries;
    if (opening?.kind !== "opened" || opening.format !== 1) return undefined;
    const record = new ReleaseRecord(opening);
    for (const entry of rest) record.apply(entry);
    return record;
  }

  /** What was folded, from the opening on. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  get state(): ReleaseState {
    return this.#state;
  }

  /** The paths that the version step may have written; null when it had not begun. */
  get versioning(): readonly string[] | null {
    return this.#versioning;
  }

  /** What the version step wrote; null when it did not end. */
  get changes(): readonly FileChange[] | null {
    return this.#changes;
  }

  /** By package; null when packing did not end, and so nothing was uploaded. */
  get artifacts(): ReadonlyMap<string, Artifact> | null {
    return this.#artifacts;
  }

  /** Whether this clone has made the bytes: a record that came from elsewhere has their hashes, and not the single steps. */
  get packedHere(): boolean {
    return [...(this.#artifacts?.values() ?? [])].every(({ path }) => path !== "");
  }

  /** The desired state; null as long as the bytes are not made. */
  get goal(): ReleaseGoal | null {
    return this.#goal;
  }

  get refs(): PreparedRefs | null {
    return this.#refs;
  }

  /** Packages of which the registry acknowledged a write of this release. */
  get accepted(): ReadonlySet<string> {
    return this.#accepted;
  }

  /** Packages on their way into the channel: begun, settled once they were seen there, or leaving it again. */
  get towardsChannel(): ReadonlyMap<string, "begun" | "settled" | "leaving"> {
    return this.#towardsChannel;
  }

  /** Whether the commit push has begun; what became of it, the remote shows. */
  get committing(): boolean {
    return this.#committing;
  }

  /** Whether anything of the release can be in the channel: staged versions are not, before the commit push has begun. */
  get mayBeInChannel(): boolean {
    return this.opening.strategy === "direct" || this.#committing;
  }

  /** What may have been done to packages, and of which nobody has seen yet whether it was. */
  get doubts(): readonly Doubt[] {
    return this.#doubts.open;
  }

  /** Why it was decided to take the release back, done or not: never forward again. Null while it was not. */
  get turnedBack(): ErrorDocument | null {
    return this.#turnedBack;
  }

  /** The report of the last run, whether the release ended with it or not. */
  get lastReport(): ReleaseReport | null {
    return this.#lastReport;
  }

  get ended(): boolean {
    return this.#ended;
  }

  apply(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#doubts.apply(entry);
    switch (entry.kind) {
      case "versioning":
        this.#versioning = entry.paths;
        break;
      case "versioned":
        this.#changes = entry.changes;
        break;
      case "packed":
        this.#pack(entry.artifacts);
        break;
      case "prepared":
        this.#refs = entry.refs;
        break;
      case "begun":
        this.#committing ||= entry.effect.act === "push";
        this.#follow(entry.effect, "begun");
        break;
      case "settled":
        if (entry.accepted && "name" in entry.effect) this.#accepted.add(entry.effect.name);
        else this.#follow(entry.effect, entry.outcome === "ok" ? "settled" : "begun");
        break;
      case "reached":
        // Told by the push itself, to machines that have not begun it.
        this.#committing ||= entry.state === "COMMITTED";
        this.#state = entry.state;
        break;
      case "turned-back":
        [this.#turnedBack, this.#ended, this.#state] = [entry.error, false, "ABORTING"];
        break;
      case "paused":
      case "ended":
        this.#lastReport = entry.report;
        this.#ended = entry.kind === "ended";
        break;
      default:
    }
  }

  #follow(effect: Effect, how: "begun" | "settled"): void {
    if (effect.act === "publish" || effect.act === "promote") this.#towardsChannel.set(effect.name, how);
    if (effect.act !== "withdraw") return;
    if (how === "settled") this.#towardsChannel.delete(effect.name);
    else if (this.#towardsChannel.has(effect.name)) this.#towardsChannel.set(effect.name, "leaving");
  }

  #pack(artifacts: readonly Artifact[]): void {
    const byName = new Map(artifacts.map((artifact) => [artifact.name, artifact]));
    this.#artifacts = byName;
    const packages = this.opening.plan.releases.flatMap((release) => {
      const artifact = byName.get(release.name);
      if (!artifact) return [];
      const { name, to: version, distTag, after, turn } = release;
      const goal = { name, version, integrity: artifact.integrity, distTag, after };
      return [turn === undefined ? goal : { ...goal, turn }];
    });
    this.#goal = { strategy: this.opening.strategy, packages };
  }
}
