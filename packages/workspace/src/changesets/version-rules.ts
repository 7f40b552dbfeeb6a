/** What a team asks of the version step beyond changesets, as convoy.json has it under `versions`. Plain JSON. */
export interface VersionRules {
  /**
   * `breaking`: a package whose peer range a new version leaves breaks for its own consumers, and is released so; a
   * range that still holds is neither a reason for a release nor rewritten. Default `patch`, as changesets has it.
   */
  readonly peerDependents?: "patch" | "breaking" | undefined;
  /** The changelog of a dependent says of each dependency from where to where it went, and why. */
  readonly changelogReasons?: boolean | undefined;
  /** Lane to the globs of the packages that are prereleased in it. */
  readonly lanes?: Readonly<Record<string, readonly string[]>> | undefined;
}
