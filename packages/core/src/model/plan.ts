export type Bump = "major" | "minor" | "patch" | "none";

/** Why a package is in the plan. */
export type Reason =
  | { readonly kind: "change"; readonly changeset: string; readonly bump: Bump }
  /** `name` is released, and its new version leaves the range that this package had for it. */
  | { readonly kind: "dependency"; readonly name: string }
  /** A `fixed` or `linked` group of changesets moves its packages together; `group` lists its members. */
  | { readonly kind: "group"; readonly group: readonly string[] }
  /** The manifest's version is not in the channel. */
  | { readonly kind: "unpublished" }
  /** A snapshot takes what the commits since a ref reach, whether changesets ask for it or not. */
  | { readonly kind: "affected" };

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
  /** The tarballs were packed before, elsewhere: they are taken as they are, and never made anew from the files here. */
  readonly packed?: true;
  /** Throw-away versions: published under a dist-tag of their own, and neither committed nor tagged. */
  readonly snapshot?: PlannedSnapshot;
}

export interface PlannedSnapshot {
  /** The name of the snapshot, and its dist-tag. */
  readonly tag: string;
  /** The commit from which the affected packages were counted; absent: the changesets named the packages. */
  readonly since?: string;
}

export interface PlanEstimate {
  /** Registry requests of a release without a fault. */
  readonly requests: number;
  /** Packages on the longest chain of dependencies. */
  readonly depth: number;
}
