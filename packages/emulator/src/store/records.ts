import type { Bucket, Store } from "./port.ts";

export type Format = "npm" | "pypi" | "maven" | "nuget" | "generic" | "ruby" | "swift" | "cargo";
export type VersionStatus = "Published" | "Unfinished" | "Unlisted" | "Archived" | "Disposed";
export type Permission = "ALLOW" | "BLOCK";

/** A policy document as it was put, with the revision that guards the next put. */
export interface PolicyRecord {
  readonly revision: string;
  readonly document: string;
}

export interface DomainRecord {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  /** Epoch milliseconds, as every time in a record. */
  readonly createdTime: number;
  readonly encryptionKey: string;
}

export interface RepositoryRecord {
  readonly domain: string;
  readonly name: string;
  readonly description?: string;
  /** By priority. */
  readonly upstreams: readonly string[];
  readonly externalConnections: readonly string[];
  readonly createdTime: number;
}

export interface OriginControls {
  readonly publish: Permission;
  readonly upstream: Permission;
}

export interface PackageRecord {
  readonly format: Format;
  readonly namespace: string | null;
  readonly name: string;
  readonly origin: OriginControls;
  /** Tag to version. */
  readonly tags: Readonly<Record<string, string>>;
  /** What readers still see as the tags until a delayed write shows. */
  readonly staleTags?: { readonly until: number; readonly tags: Readonly<Record<string, string>> };
}

export interface AssetRecord {
  readonly name: string;
  readonly size: number;
  /** All four in lower-case hex. The SHA-256 is the key of the bytes. */
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly sha512: string;
}

export interface VersionOrigin {
  readonly type: "INTERNAL" | "EXTERNAL" | "UNKNOWN";
  readonly repository?: string;
  readonly externalConnection?: string;
  /** Where the tarball of a version from a public registry can be fetched. */
  readonly tarball?: string;
}

export interface NpmVersion {
  /** The manifest as JSON, without `dist`. */
  readonly manifest: string;
  /** `dist` as published, without `tarball`; its hashes are those of the stored bytes. */
  readonly dist: Readonly<Record<string, unknown>>;
  readonly readme?: string;
}

export interface VersionRecord {
  readonly version: string;
  readonly status: VersionStatus;
  readonly revision: string;
  readonly origin: VersionOrigin;
  readonly publishedTime: number;
  /** Readers do not see the version before this time. */
  readonly visibleFrom?: number;
  readonly assets: readonly AssetRecord[];
  readonly npm?: NpmVersion;
}

export interface RepositoryAddress {
  readonly domain: string;
  readonly repository: string;
}

/** `namespace` is without the `@` of an npm scope, and null where there is none. */
export interface PackageAddress extends RepositoryAddress {
  readonly format: Format;
  readonly namespace: string | null;
  readonly name: string;
}

/** Key of a package within its repository: `npm/acme/http`, and `npm//react` without a namespace. */
export function packageKey(id: Pick<PackageAddress, "format" | "namespace" | "name">): string {
  return `${id.format}/${id.namespace ?? ""}/${id.name}`;
}

export function domainBucket(store: Store): Bucket<DomainRecord> {
  return store.bucket("domains");
}

export function repositoryBucket(store: Store, domain: string): Bucket<RepositoryRecord> {
  return store.bucket(`repositories/${domain}`);
}

export function packageBucket(store: Store, at: RepositoryAddress): Bucket<PackageRecord> {
  return store.bucket(`packages/${at.domain}/${at.repository}`);
}

export function versionBucket(store: Store, at: PackageAddress): Bucket<VersionRecord> {
  return store.bucket(`versions/${at.domain}/${at.repository}/${packageKey(at)}`);
}

/** Policies and tags of any resource, by its ARN. */
export function policyBucket(store: Store): Bucket<PolicyRecord> {
  return store.bucket("policies");
}

export function resourceTagBucket(store: Store): Bucket<Readonly<Record<string, string>>> {
  return store.bucket("tags");
}

/** How many assets of a domain have the same bytes; the key is their SHA-256. */
export function blobUseBucket(
  store: Store,
  domain: string,
): Bucket<{ readonly uses: number; readonly size: number }> {
  return store.bucket(`blobs/${domain}`);
}
