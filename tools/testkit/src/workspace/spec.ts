/** A package as a test describes it. */
export interface PackageSpec {
  readonly name: string;
  /** Default `1.0.0`. */
  readonly version?: string;
  /** Relative to the workspace's root; default `packages/<name without its scope>`. */
  readonly dir?: string;
  readonly private?: boolean;
  /** Name to range, as it is to stand in the manifest. */
  readonly deps?: Readonly<Record<string, string>>;
  readonly peerDeps?: Readonly<Record<string, string>>;
  readonly devDeps?: Readonly<Record<string, string>>;
  readonly optionalDeps?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  /** More files of the package, path to content. Those under `dist/` are packed too. */
  readonly files?: Readonly<Record<string, string>>;
  /** More manifest fields; they win over those made here. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

export type Bump = "major" | "minor" | "patch" | "none";

export interface ChangesetSpec {
  /** The file's name without `.md`; default `change-<number>`. */
  readonly id?: string;
  readonly releases: Readonly<Record<string, Bump>>;
  /** Default `Change <id>.`; it becomes a changelog line. */
  readonly summary?: string;
}

/** A workspace as a test describes it: small, and all that matters to the test. */
export interface WorkspaceSpec {
  readonly packages: readonly PackageSpec[];
  readonly changesets?: readonly ChangesetSpec[];
  /** Overrides of `.changeset/config.json`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The default catalog of pnpm-workspace.yaml. */
  readonly catalog?: Readonly<Record<string, string>>;
  /** An nx.json; `true` also links Nx into the workspace, without the network. */
  readonly nx?: boolean | "not-installed";
  /** More files of the workspace, path to content. */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * What pnpm does before the first commit: nothing (the default), write the lock file, or also link the packages
   * into each other's node_modules. Always offline, so every dependency must be of the workspace.
   */
  readonly install?: "nothing" | "lock-file" | "links";
}

/** The folder of a package, relative to the root. */
export function dirOf(spec: PackageSpec): string {
  return spec.dir ?? `packages/${spec.name.replace(/^@[^/]+\//, "")}`;
}

/** The names in `specs` that this package needs when it runs: dependencies, optional and peer. */
export function runtimeDependencies(spec: PackageSpec, specs: readonly PackageSpec[]): string[] {
  const names = new Set(specs.map((other) => other.name));
  const wanted = { ...spec.deps, ...spec.optionalDeps, ...spec.peerDeps };
  return Object.keys(wanted).filter((name) => names.has(name));
}

/** Package to those of the workspace that it needs when it runs: the graph that a publish order must respect. */
export function graphOf(specs: readonly PackageSpec[]): Record<string, string[]> {
  return Object.fromEntries(specs.map((spec) => [spec.name, runtimeDependencies(spec, specs)]));
}
