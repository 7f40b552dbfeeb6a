/** How a release reaches the channel: by way of a stage, or straight into it. */
export type Strategy = "staged" | "direct";

export type Direction = "forward" | "back";

/** What to do when a package fails for good after the commit point. */
export type FailurePolicy = "rollback" | "hold";

/** One package of the desired state. */
export interface PackageGoal {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly distTag: string;
  readonly after: readonly string[];
  /** See `PlannedRelease`. */
  readonly turn?: number;
}

/** The desired state in the registry: these versions with these hashes, under these dist-tags. */
export interface ReleaseGoal {
  readonly strategy: Strategy;
  /** Dependencies before dependents. */
  readonly packages: readonly PackageGoal[];
}

/** A package in the channel before the release, recorded before the first effect: what a rollback returns to. */
export interface PackageBefore {
  /** The package had versions. */
  readonly known: boolean;
  /** The integrity under which the planned version was there already; such a version is not ours to take back. */
  readonly version: string | null;
  readonly distTags: Readonly<Record<string, string>>;
}
