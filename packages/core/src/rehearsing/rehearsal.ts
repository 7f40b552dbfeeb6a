import type { ErrorDocument } from "../model/error.ts";
import type { ReleaseReport } from "../model/outcome.ts";

/** What came of installing one released package from the rehearsed channel. */
export interface RehearsedInstall {
  readonly name: string;
  readonly version: string;
  readonly durationMs: number;
  /** Why it cannot be installed. */
  readonly error?: ErrorDocument;
  /** Why nobody knows whether it can be: something that it needs could not be fetched from elsewhere. */
  readonly untried?: string;
}

/** Something that the rehearsal took for granted, where a release would have looked. */
export interface Assumption {
  readonly subject: "channel" | "remote" | "branch" | "installs";
  readonly message: string;
}

export type RehearsalOutcome =
  | "would-arrive"
  | "would-not-install"
  | "would-fail"
  | "refused"
  | "nothing-to-do"
  /** It was made to fail, and afterwards everything was as before. */
  | "taken-back"
  /** It was made to fail, and something of it was left. */
  | "left-behind";

/** What a rehearsal has shown. */
export interface RehearsalReport {
  readonly format: 1;
  readonly outcome: RehearsalOutcome;
  /** What was rehearsed: without changesets it is `publish`. */
  readonly verb: "release" | "publish";
  readonly commit: string;
  readonly branch: string;
  /** The channel that it was rehearsed for. */
  readonly target: string;
  readonly assumed: readonly Assumption[];
  /** As the release itself ended. */
  readonly release: ReleaseReport;
  readonly artifacts: readonly { readonly name: string; readonly version: string; readonly size: number }[];
  readonly installs: readonly RehearsedInstall[];
  /** What a failure that was asked for has left behind, in words. */
  readonly left?: readonly string[];
  readonly requests: number;
  /** What the release may take, at the pace at which the channel answered; absent where it was not asked. */
  readonly durationMs?: number;
}

/** `left`: the release was made to fail, and this is what was found of it afterwards. */
export function rehearsalOutcome(
  release: ReleaseReport,
  installs: readonly RehearsedInstall[],
  left?: readonly string[],
): RehearsalOutcome {
  if (release.outcome === "refused" || release.outcome === "nothing-to-do") return release.outcome;
  if (left !== undefined)
    return release.outcome === "rolled-back" && left.length === 0 ? "taken-back" : "left-behind";
  if (release.outcome !== "done") return "would-fail";
  return installs.every(({ error }) => error === undefined) ? "would-arrive" : "would-not-install";
}
