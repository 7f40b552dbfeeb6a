/** A manifest as it stands in a tarball: everything that npm allows, of which only these are read here. */
export interface PackedManifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A packed tarball. Its bytes are made once; whatever is uploaded later must have this hash. */
export interface Artifact {
  readonly name: string;
  readonly version: string;
  /** Absolute path of the tarball. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** `sha512-` and base64, as in a lock file. */
  readonly integrity: string;
  /** Paths in the package, without the leading `package/`. */
  readonly files: readonly string[];
  readonly manifest: PackedManifest;
}
