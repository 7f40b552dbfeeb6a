/** What CodeArtifact says of a version. `Disposed` has lost its bytes and still holds its number. */
export type StoredStatus = "Published" | "Unlisted" | "Archived" | "Disposed" | "Unfinished";

/** A version as a repository keeps it, shown to consumers or not. */
export interface StoredVersion {
  readonly version: string;
  readonly status: StoredStatus;
  readonly revision?: string;
  /** Milliseconds since the epoch; absent while nobody has asked. */
  readonly publishedAt?: number;
}

/** What a version needs when it runs: package to range, as its manifest has them. */
export type Needs = Readonly<Record<string, string>>;

/** A package of a repository, with all that decides about its versions. */
export interface StoredPackage {
  readonly name: string;
  readonly versions: readonly StoredVersion[];
  readonly distTags: Readonly<Record<string, string>>;
  /** By version, of those that can still be installed. */
  readonly needs: ReadonlyMap<string, Needs>;
  /** Of this workspace: rules apply to it. Of any other only what has expired goes. */
  readonly own: boolean;
}

/** What becomes of a version. Only `delete` is for good, and frees its number. */
export type PruneAction = "unlist" | "archive" | "delete";

/** Which versions may go. Times are in milliseconds. */
export interface RetentionRules {
  /** Those that say when they expire go then; the others at this age. */
  readonly snapshots: { readonly age: number; readonly action: PruneAction };
  /** Absent: releases are kept for ever. */
  readonly versions?: {
    /** So many of the newest stay, whatever their age. */
    readonly keep: number;
    readonly age: number;
    readonly action: PruneAction;
  };
}

/** A version that may go. */
export interface Removal {
  readonly name: string;
  readonly version: string;
  readonly status: StoredStatus;
  readonly revision?: string;
  readonly action: PruneAction;
  readonly because: "expired" | "snapshot" | "old";
  /** The dist-tags of the snapshot, which go with it. */
  readonly tags: readonly string[];
}
