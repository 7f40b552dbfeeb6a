export type Bump = "major" | "minor" | "patch" | "none";

/** Why a package is in the plan. */
export type Reason =
  | { readonly kind: "change"; readonly changeset: string; readonly bump: Bump }
  /** `name` is released, and its new version leaves the range that this package had for it. */
  | { readonly kind: "dependency"; readonly name: string }
  /** A `fixed` or `linked` group of changesets moves its packages together; `group` lists its members. */
  | { readonly kind: "group"; readonly group: readonly string[] }
  /** The manifest's version is not in the channel. */
  | { readonly kind: "unpublished" };

export interface PlannedRelease {
  readonly name: string;
  /** Relative to the workspace's root, with forward slashes. */
  readonly dir: string;
  readonly from: string;
  readonly to: string;
  readonly bump: Bump;
  readonly because: readonly Reason[];
  /** The packages of this plan that must be visible in the channel first. */
  readonly after: readonly string[];
  readonly distTag: string;
  /** Packages of a later turn are not sent before all of the earlier ones are where they are sent to. */
  readonly turn?: number;
  /** `false` for a private package: it is versioned, and never leaves the workspace. */
  readonly publish?: false;
}

/** What will be released. Plain JSON: it can be read, compared and handed to another machine. */
export interface ReleasePlan {
  readonly format: 1;
  /** The commit that the plan was made from. */
  readonly commit: string;
  /** Dependencies before dependents. */
  readonly releases: readonly PlannedRelease[];
  readonly estimate: PlanEstimate;
}

export interface PlanEstimate {
  /** Registry requests of a release without a fault. */
  readonly requests: number;
  /** Packages on the longest chain of dependencies. */
  readonly depth: number;
}
