import type { ErrorDocument, Needs, PruneAction, StoredVersion, WriteReply } from "@convoy/core";

/** What consumers see of a package: its dist-tags, and what each version needs when it runs. */
export interface PackageNeeds {
  readonly distTags: Readonly<Record<string, string>>;
  /** By version, of those that are shown. */
  readonly needs: ReadonlyMap<string, Needs>;
}

/** What became of a version that was to be hidden or taken out. */
export type ChangeOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "absent" }
  /** Its revision or its status is no longer the one that was decided about; it was left alone. */
  | { readonly kind: "changed" }
  | { readonly kind: "failed"; readonly error: ErrorDocument };

/** All that one repository keeps, hidden versions too, and the means to thin it out. CodeArtifact has it alone. */
export interface Inventory {
  /** For messages: `acme/npm-releases`. */
  readonly label: string;
  /** The npm packages that may be published to it, without those that it has from elsewhere. One request a thousand. */
  packages(): Promise<readonly string[]>;
  /** Every version, whatever its status; none of a package that is not there. One request a thousand. */
  versions(name: string): Promise<readonly StoredVersion[]>;
  /** One request. */
  shown(name: string): Promise<PackageNeeds>;
  /** What a version needs that is not shown. One request. */
  needsOf(name: string, version: string): Promise<Needs>;
  /** Milliseconds since the epoch; undefined where there is no such version, or it does not say. One request. */
  publishedAt(name: string, version: string): Promise<number | undefined>;
  /** Points the tag at the version, or removes it when `version` is null. */
  setDistTag(name: string, tag: string, version: string | null): Promise<WriteReply>;
  /**
   * Does it to each version that is still as given, by revision and status, a hundred a request. What is deleted is
   * archived first, because only that can be bound to a revision. A reply that is lost is read back.
   */
  change(
    name: string,
    versions: readonly StoredVersion[],
    action: PruneAction,
  ): Promise<ReadonlyMap<string, ChangeOutcome>>;
}
