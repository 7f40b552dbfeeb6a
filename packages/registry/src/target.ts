import type {
  Artifact,
  ErrorDocument,
  PackageView,
  Presence,
  RemoveReply,
  ServedPackage,
  WriteReply,
} from "@convoy/core";
import type { Inventory } from "./inventory.ts";
import type { PublishedPackage } from "./npm/published.ts";

/** What a version that this release put somewhere looked like there. */
export interface PresentVersion {
  readonly integrity: string;
  readonly revision?: string;
}

/** One repository of a registry. Reads retry by themselves within their budget; a write is attempted once. */
export interface Repository {
  /** For messages: `acme/npm-releases`, or the URL of a plain registry. */
  readonly label: string;
  /** The package as consumers see it. One request. */
  look(name: string): Promise<PackageView>;
  /** The stored version by the hash of its bytes; the hash is empty where the registry tells none. One request. */
  readBack(name: string, version: string): Promise<Presence>;
  /** Uploads the kept file under one dist-tag. Throws `ARTIFACT_CHANGED` when the file is no longer what was packed. */
  upload(artifact: Artifact, distTag: string): Promise<WriteReply>;
  /** Points the tag at the version, or removes it when `version` is null. */
  setDistTag(name: string, tag: string, version: string | null): Promise<WriteReply>;
  /** Takes a version out if it still is `present`; with `lastOf` also the package's record when that is empty. */
  remove(
    name: string,
    version: string,
    present: PresentVersion,
    options: { readonly lastOf: boolean },
  ): Promise<RemoveReply>;
}

/** Where a release goes: by way of a stage, or straight into the channel. */
export type Target =
  | { readonly strategy: "direct"; readonly channel: Repository }
  | {
      readonly strategy: "staged";
      readonly stage: Repository;
      readonly channel: Repository;
      /** Copies the staged version into the channel, with the dist-tags that it has in the stage. */
      promote(name: string, version: string, revision: string | undefined): Promise<WriteReply>;
    };

export interface Inventories {
  readonly channel: Inventory;
  readonly stage?: Inventory;
}

/** The channel as a client meets it that installs from it. */
export interface Consumer {
  /** All that a client is told of the package; one that is not there has no versions. One request. */
  served(name: string): Promise<ServedPackage>;
  /** The URL, with a slash at the end, and the settings of an npmrc that let a client in. They hold a secret. */
  access(): Promise<{ readonly registry: string; readonly settings: Readonly<Record<string, string>> }>;
}

/** A target that is ready for work. */
export interface OpenTarget {
  readonly target: Target;
  /** Of CodeArtifact alone. */
  readonly inventories?: Inventories;
  readonly consumer: Consumer;
  /** What of a release of these packages, and of its rollback, the role may not do. Of CodeArtifact alone. */
  readonly missingRights?: (names: readonly string[]) => Promise<readonly ErrorDocument[]>;
  /** A package of the channel as it is installed; undefined where there is none. One request. */
  published(name: string): Promise<PublishedPackage | undefined>;
  /** The channel, as a person would name it. */
  readonly label: string;
  /** Registry requests so far, retries and token calls included. */
  readonly requests: number;
  /** Closes connections and forgets the credential. Requests that are still running fail. */
  close(): void;
}
