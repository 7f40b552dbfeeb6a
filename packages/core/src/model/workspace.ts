export type DependencyKind = "dependencies" | "devDependencies" | "optionalDependencies" | "peerDependencies";

/** An edge of the workspace: a dependency on another of its packages. */
export interface InternalDependency {
  readonly name: string;
  readonly kind: DependencyKind;
  /** As written in the manifest, `workspace:` and all. */
  readonly range: string;
}

export interface WorkspacePackage {
  readonly name: string;
  /** Relative to the workspace's root, with forward slashes. */
  readonly dir: string;
  readonly version: string;
  readonly private: boolean;
  readonly dependencies: readonly InternalDependency[];
}

/** The monorepo: its packages and the dependencies among them. */
export interface Workspace {
  /** Absolute path. */
  readonly root: string;
  readonly packages: readonly WorkspacePackage[];
}
