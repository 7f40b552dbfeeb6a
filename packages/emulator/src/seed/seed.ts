import type { OriginControls, VersionStatus } from "../store/records.ts";

/** What an emulator has from the start. Plain JSON, apart from paths of tarballs. */
export interface Seed {
  readonly domains: readonly SeedDomain[];
}

export interface SeedDomain {
  readonly name: string;
  /** Default `us-east-1`. */
  readonly region?: string;
  readonly repositories?: readonly SeedRepository[];
}

export interface SeedRepository {
  readonly name: string;
  readonly description?: string;
  readonly upstreams?: readonly string[];
  readonly externalConnections?: readonly string[];
  readonly packages?: readonly SeedPackage[];
}

export interface SeedPackage {
  /** The whole name: `@acme/http`. */
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly origin?: OriginControls;
  readonly versions: readonly SeedVersion[];
}

export interface SeedVersion {
  readonly version: string;
  readonly status?: VersionStatus;
  /** What the manifest has beside name and version. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** The tarball, or its path. Without one it is made from the manifest and `files`. */
  readonly tarball?: string | Uint8Array;
  /**
   * `sha512-…` of a tarball whose bytes are not at hand. The version is there with this hash, and its tarball
   * cannot be downloaded.
   */
  readonly integrity?: string;
  /** Path in the package to text. */
  readonly files?: Readonly<Record<string, string>>;
}
