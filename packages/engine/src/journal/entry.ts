import type {
  Act,
  Artifact,
  ErrorDocument,
  FailurePolicy,
  PackageBefore,
  ProcessPlace,
  ReleasePlan,
  ReleaseReport,
  Strategy,
} from "@convoy/core";
import type { FileChange, GitStart, PreparedRefs } from "../ports.ts";

/** Where a release is, in the words of the protocol. */
export type ReleaseState =
  | "PLANNED"
  | "PACKED"
  | "STAGED"
  | "VERIFIED"
  | "COMMITTED"
  | "PROMOTED"
  | "DONE"
  | "ABORTING"
  | "ABORTED";

export type ReleaseVerb = "release" | "publish";

/** Who carries a release out. */
export interface Holder extends ProcessPlace {
  /** When that process started, in words that are the same whenever it is asked; absent where that cannot be told. */
  readonly since?: string | undefined;
  /** The clone that it works in, as a word that is the same for all processes there and for no other clone. */
  readonly clone?: string | undefined;
}

/** The first entry: all that was decided before anything began. */
export interface Opening {
  readonly kind: "opened";
  readonly format: 1;
  readonly id: string;
  readonly verb: ReleaseVerb;
  readonly strategy: Strategy;
  readonly onFailure: FailurePolicy;
  /** The channel, as a person would name it. */
  readonly target: string;
  readonly plan: ReleasePlan;
  readonly start: GitStart;
  /** Package name to the name of its git tag. */
  readonly tags: Readonly<Record<string, string>>;
  readonly commitMessage: string;
  /** Made by others for this release before it began, and taken back with it. */
  readonly made?: PreparedRefs;
  /** Throw-away versions: published, and neither committed nor tagged. */
  readonly snapshot?: string;
  readonly before: Readonly<Record<string, PackageBefore>>;
  readonly holder: Holder;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What an effect is done to: a package in the registry, or the refs, or the files. */
export type Effect =
  | { readonly act: Act; readonly name: string }
  | { readonly act: "push" | "adopt" | "retract" | "restore" };

/**
 * What the journal holds. Everything that must be known to finish or to take back a release is in an entry before
 * the effect that makes it necessary; what became of the effect is observed, and noted for eyes.
 */
export type JournalEntry = Noted & {
  /** When it was noted, in milliseconds since the epoch. For eyes alone: nothing is decided by it, and older journals lack it. */
  readonly at?: number;
};

type Noted =
  | Opening
  /** The version step may write these paths from here on. */
  | { readonly kind: "versioning"; readonly paths: readonly string[] }
  | { readonly kind: "versioned"; readonly changes: readonly FileChange[] }
  | { readonly kind: "packed"; readonly artifacts: readonly Artifact[] }
  | { readonly kind: "prepared"; readonly refs: PreparedRefs }
  | { readonly kind: "begun"; readonly effect: Effect }
  | {
      readonly kind: "settled";
      readonly effect: Effect;
      readonly outcome: "ok" | "absent" | "conflict" | "unknown";
      /** The registry said that it took the write: whatever stands there now under this version is ours. */
      readonly accepted?: true;
      readonly evidence?: ErrorDocument;
    }
  | { readonly kind: "reached"; readonly state: ReleaseState }
  /** From here on never forward. */
  | { readonly kind: "turned-back"; readonly error: ErrorDocument }
  /** A run stopped here, before the end. */
  | { readonly kind: "paused"; readonly report: ReleaseReport }
  | { readonly kind: "ended"; readonly report: ReleaseReport };
