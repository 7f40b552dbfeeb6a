import type { Needs, StoredStatus } from "../retention/stored.ts";

/** A package as a registry serves it to a client: each version with its hash and what it needs. */
export interface ServedPackage {
  readonly versions: ReadonlyMap<string, ServedVersion>;
  readonly distTags: Readonly<Record<string, string>>;
}

export interface ServedVersion {
  /** Empty where the registry states none. */
  readonly integrity: string;
  readonly needs: Needs;
  /** It is made for some platforms, and a client may leave it out elsewhere. */
  readonly platforms: boolean;
}

/** What a release has put into the channel, by its record. */
export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly distTag: string;
}

/** A version as the registry keeps it, shown or not. `integrity` is null where it keeps none. */
export interface KeptVersion {
  readonly integrity: string | null;
  /** Known of versions that are not shown. */
  readonly status?: StoredStatus;
}

/** A tag of the release; `commit` is where it is on the remote, null where it is not there. */
export interface TagFact {
  readonly tag: string;
  readonly commit: string | null;
}

/** The record of a release, and what is true of it now. */
export interface VerifyFacts {
  /** The channel, as a person would name it. */
  readonly channel: string;
  readonly packages: readonly ReleasedPackage[];
  /** By name: those of the release, and those of the workspace that they need. Others are not looked at. */
  readonly served: ReadonlyMap<string, ServedPackage>;
  /** By name. Empty for a plain registry, which keeps what it serves. */
  readonly kept: ReadonlyMap<string, KeptVersion>;
  /** The release commit and the tags; null where they could not be looked at. */
  readonly git: { readonly commit: string; readonly tags: readonly TagFact[] } | null;
}

/** What is not as it was released. */
export interface VerifyFinding {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** `@acme/http@1.2.0`, or a git tag. */
  readonly subject: string;
  readonly message: string;
  readonly hint: string;
}
