import type { ErrorDocument } from "./error.ts";

/** What became of one package. */
export type PackageOutcome =
  | "published"
  | "already-published"
  | "rolled-back"
  | "blocked"
  | "failed"
  | "not-started";

export type ReleaseOutcome = "done" | "nothing-to-do" | "rolled-back" | "refused" | "unfinished";

export interface PackageReport {
  readonly name: string;
  readonly version: string;
  readonly outcome: PackageOutcome;
  /** Absent while nothing was packed. */
  readonly integrity?: string;
  /** Why it failed, or by which package it was blocked. */
  readonly reason?: string;
}

/** The end of a release: what is where. Also the last line of every verb that runs. */
export interface ReleaseReport {
  /** Null when nothing began, and so nothing was recorded. */
  readonly id: string | null;
  readonly outcome: ReleaseOutcome;
  readonly packages: readonly PackageReport[];
  /** The tags that the release has made and that stand. */
  readonly tags: readonly string[];
  /** The commit that the tags name; null where nothing was tagged. */
  readonly commit: string | null;
  /** Registry requests of this run. */
  readonly requests: number;
  readonly durationMs: number;
  readonly error?: ErrorDocument;
}
