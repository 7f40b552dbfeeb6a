import type {
  ProcessPlace,
  Act,
  ErrorDocument,
  PackageOutcome,
  PlannedRelease,
  ReleaseOutcome,
  ReleaseReport,
} from "@convoy/core";
import { wasAsked } from "../text/error.ts";

/** Something that was done to a package. Times are ISO 8601. */
export interface AuditedStep {
  readonly act: Act;
  readonly from: string;
  /** When the registry said that it took the write. */
  readonly accepted?: string;
  /** When it was seen, or had failed; null where the record does not say. */
  readonly to: string | null;
  readonly error?: ErrorDocument;
}

export interface AuditedPackage extends Omit<PlannedRelease, "to"> {
  readonly version: string;
  /** `private`: versioned, and never published. */
  readonly outcome: PackageOutcome | "private";
  readonly reason?: string;
  /** Absent while nothing was packed. */
  readonly integrity?: string;
  /** Bytes of the tarball. */
  readonly size?: number;
  /** The name of its git tag, whether it stands or not. */
  readonly tag?: string;
  /** What its dist-tag named before; null where there was none. */
  readonly distTagBefore: string | null;
  /** What has changed, in Markdown as the workspace has it: the entry of the changelog, or the changesets. */
  readonly changes: string;
  readonly steps: readonly AuditedStep[];
}

/** A moment of the release. `at` is null in a record of a Convoy that noted no times. */
export type AuditedMoment = { readonly at: string | null } & (
  | { readonly kind: "versioned" | "packed" }
  | { readonly kind: "reached"; readonly state: string }
  | { readonly kind: "turned-back"; readonly error: ErrorDocument }
  | ({ readonly kind: "paused" | "ended" } & Pick<
      ReleaseReport,
      "outcome" | "requests" | "durationMs" | "error"
    >)
);

/** One release as its record and git tell it: who, what, which hashes, which decisions. */
export interface ReleaseAudit {
  readonly format: 1;
  readonly id: string;
  /** The verb that began it. */
  readonly verb: string;
  readonly state: string;
  /** `unfinished` as long as it has not ended. */
  readonly outcome: ReleaseOutcome;
  /** Somebody carries it out at this moment; null where only another machine can tell. */
  readonly running: boolean | null;
  readonly strategy: string;
  readonly onFailure: string;
  readonly target: string;
  /** The name of the snapshot; null for a release of versions that stay. */
  readonly snapshot: string | null;
  readonly holder: ProcessPlace;
  /** Who made its tags, or its commit, as git has it; null where that is not known here. */
  readonly by: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Of all runs that came to their end; null where none did. */
  readonly requests: number | null;
  readonly durationMs: number | null;
  readonly git: {
    readonly base: string;
    readonly branch: string | null;
    readonly remote: string | null;
    /** The subject of the release commit; null where none was wanted. */
    readonly message: string | null;
  };
  /** The commit and the tags that stand. */
  readonly commit: string | null;
  readonly tags: readonly string[];
  readonly packages: readonly AuditedPackage[];
  readonly moments: readonly AuditedMoment[];
  /** Why it did not arrive, or was taken back. */
  readonly error: ErrorDocument | null;
  /** The one command that ends it; null when it has ended, or runs. */
  readonly next: string | null;
}

/** Whether it was decided to take it back, done or not. */
export function isTurnedBack({ moments }: Pick<ReleaseAudit, "moments">): boolean {
  return moments.some(({ kind }) => kind === "turned-back");
}

/** The release as its last line would tell it, from all that the record has. */
export function reportOf(audit: ReleaseAudit): ReleaseReport {
  const packages = audit.packages.flatMap(({ name, version, outcome, integrity, reason }) => {
    if (outcome === "private") return [];
    const why = reason === undefined ? {} : { reason };
    return [{ name, version, outcome, ...why, ...(integrity === undefined ? {} : { integrity }) }];
  });
  const { id, outcome, tags, commit, requests, durationMs, error } = audit;
  // That somebody wanted it back is no reason why it stopped on the way.
  const isReason = error !== null && !(outcome === "unfinished" && wasAsked(error));
  return {
    id,
    outcome,
    packages,
    tags,
    commit,
    requests: requests ?? 0,
    durationMs: durationMs ?? 0,
    ...(isReason ? { error } : {}),
  };
}
