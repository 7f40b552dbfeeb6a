/** What the child that runs Nx is asked. */
export interface Question {
  readonly root: string;
  readonly base: string;
  readonly head: string;
  /** Changed between base and head, relative to the root, with forward slashes. */
  readonly files: readonly string[];
}

/** A project of the Nx graph that the changes reach. */
export interface AffectedProject {
  /** As Nx calls it; it need not be the name of the package. */
  readonly name: string;
  /** Relative to the workspace's root, with forward slashes; `.` for the root itself. */
  readonly root: string;
  /** The changes touch it, not only something that it depends on. */
  readonly changed: boolean;
  /** The affected projects that it depends on, implicit dependencies among them. Sorted. */
  readonly dependsOn: readonly string[];
}

/** What the child answers. */
export type Answer =
  | { readonly kind: "affected"; readonly projects: readonly AffectedProject[] }
  | { readonly kind: "failed"; readonly message: string };
