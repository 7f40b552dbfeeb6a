import type { ErrorDocument } from "./error.ts";
import type { ReleaseReport } from "./outcome.ts";
import type { Strategy } from "./goal.ts";

/** The parts of a release that a person watches, in the order in which they come. */
export type Phase =
  | "check"
  | "version"
  | "build"
  | "pack"
  | "stage"
  | "commit"
  | "promote"
  | "publish"
  | "finish"
  | "roll-back";

/** What is done to a package in the registry. */
export type Act = "stage" | "promote" | "publish" | "withdraw" | "discard" | "tag";

/**
 * All that can happen, for eyes and for machines. Nothing else prints. An event is never written on.
 */
export type ReleaseEvent =
  | {
      readonly kind: "release-started";
      readonly id: string;
      readonly strategy: Strategy;
      /** The channel, as a person would name it. */
      readonly target: string;
      readonly packages: readonly { readonly name: string; readonly version: string }[];
    }
  /** `total` is the number of packages that the phase goes through; 0 for a phase that is one act. */
  | { readonly kind: "phase-started"; readonly phase: Phase; readonly total: number }
  | { readonly kind: "phase-ended"; readonly phase: Phase; readonly durationMs: number }
  | { readonly kind: "package-began"; readonly name: string; readonly version: string; readonly act: Act }
  | {
      readonly kind: "package-settled";
      readonly name: string;
      readonly version: string;
      readonly act: Act;
      readonly ok: boolean;
      readonly error?: ErrorDocument;
    }
  | {
      readonly kind: "retrying";
      /** The package, or what else is tried again. */
      readonly subject: string;
      readonly attempt: number;
      readonly waitMs: number;
      readonly error: ErrorDocument;
    }
  /** The registry asked to slow down, and all workers wait. */
  | { readonly kind: "slowed"; readonly waitMs: number }
  /** From here on the release is taken back. */
  | { readonly kind: "turned-back"; readonly error: ErrorDocument }
  /** Something worth a line that is no failure. */
  | { readonly kind: "noted"; readonly note: ErrorDocument }
  | ({ readonly kind: "release-ended" } & ReleaseReport);

export type Emit = (event: ReleaseEvent) => void;
