import {
  ReleaseError,
  situationOf,
  type Artifact,
  type ErrorDocument,
  type PackageBefore,
  type PackageGoal,
  type PackageSituation,
  type Phase,
  type ReleaseReport,
  type Situation,
} from "@convoy/core";
import type { Effect, JournalEntry, ReleaseState } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { ReleaseRecord } from "../journal/record.ts";
import { sharedText } from "../journal/shared-form.ts";
import type { EnginePorts, PreparedRefs } from "../ports.ts";
import { Belief } from "./belief.ts";

/** A release whose journal is open and whose lock is held. */
export interface OpenedRelease {
  readonly journal: Journal;
  readonly entries: readonly JournalEntry[];
  readonly lock: string | null;
  /** Whether every step of the release so far is in this journal, and not only what is shared. */
  readonly stepsKnown: boolean;
  /** The artifacts, where packing has begun already. */
  readonly packing?: Promise<readonly Artifact[]> | undefined;
}

/** One run over one release: its record, what has been observed, and what went wrong. */
export class Run {
  readonly ports: EnginePorts;
  readonly record: ReleaseRecord;
  readonly belief: Belief = new Belief();
  readonly startedAt: number;
  /** Why packages failed in this run, and by which others some were kept back. */
  readonly failures: Map<string, ErrorDocument> = new Map();
  readonly blocked: Map<string, string> = new Map();
  /** The lock's object while the lock is ours; null where there is none to take. */
  readonly lock: string | null;
  readonly stepsKnown: boolean;
  readonly packing: Promise<readonly Artifact[]> | undefined;
  /** What others were told as the end by the commit push; null where it told none, or has not landed. */
  endTold: ReleaseReport | null = null;
  readonly #journal: Journal;
  #shared: string;
  #goals: ReadonlyMap<string, PackageGoal> | undefined;

  constructor(ports: EnginePorts, { journal, entries, lock, stepsKnown, packing }: OpenedRelease) {
    const record = ReleaseRecord.replay(entries);
    if (!record) throw new ReleaseError("JOURNAL_INVALID", "the journal does not begin with a release");
    this.ports = ports;
    this.record = record;
    this.lock = lock;
    this.stepsKnown = stepsKnown;
    this.packing = packing;
    this.startedAt = ports.clock.now();
    this.#journal = journal;
    this.#shared = sharedText(entries);
  }

  /** Resolves once the entry is on the disk. */
  async note(told: JournalEntry): Promise<void> {
    const entry = this.#timed(told);
    this.record.apply(entry);
    this.#shared += sharedText([entry]);
    await this.#journal.append(entry);
  }

  /**
   * Writes down what was seen, and does not wait for the disk: the next entry that is waited for comes behind it in the
   * file, and fails when this one has failed.
   */
  jot(entry: JournalEntry): void {
    this.note(entry).catch(() => undefined);
  }

  /** What other machines are to know by now: the shared record with `more` at its end. */
  sharedText(...more: readonly JournalEntry[]): string {
    return this.#shared + sharedText(more.map((entry) => this.#timed(entry)));
  }

  begin(effect: Effect): Promise<void> {
    return this.note({ kind: "begun", effect });
  }

  async reach(state: ReleaseState): Promise<void> {
    if (this.record.state !== state) await this.note({ kind: "reached", state });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  get situation(): Situation {
    const { goal, before, accepted, opening } = this.record;
    return {
      goal: goal ?? { strategy: opening.strategy, packages: [] },
      before,
      accepted,
      facts: { packages: this.belief.packages, ...this.belief.refs },
    };
  }

  packageSituation(name: string): PackageSituation {
    return situationOf(this.situation, this.goalOf(name));
  }

  goalOf(name: string): PackageGoal {
    const packages = this.record.goal?.packages ?? [];
    this.#goals ??= new Map(packages.map((goal) => [goal.name, goal]));
    return this.#goals.get(name) ?? this.#unknown(name);
  }

  artifactOf(name: string): Artifact {
    return this.record.artifacts?.get(name) ?? this.#unknown(name);
  }

  beforeOf(name: string): PackageBefore {
    return this.record.before.get(name) ?? { known: false, version: null, distTags: {} };
  }

  /** The refs to push, or to look for; null when none were made. */
  get refs(): PreparedRefs | null {
    return this.record.refs;
  }

  /** Runs a part of the release between its two events. One that fails is told by its error, and not as ended. */
  async phase<T>(phase: Phase, total: number, work: () => Promise<T>): Promise<T> {
    const { clock, emit } = this.ports;
    const from = clock.now();
    emit({ kind: "phase-started", phase, total });
    const result = await work();
    emit({ kind: "phase-ended", phase, durationMs: Math.round(clock.now() - from) });
    return result;
  }

  /** What others have noted keeps its time. */
  #timed(entry: JournalEntry): JournalEntry {
    return { at: this.ports.clock.wall(), ...entry };
  }

  #unknown(name: string): never {
    throw new ReleaseError("JOURNAL_INVALID", `${name} is no package of release ${this.record.opening.id}`);
  }
}
