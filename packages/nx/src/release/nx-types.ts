/**
 * The part of Nx that is touched here, the same from Nx 22.7 to 24. It is described and not imported: the plugin runs
 * in whatever Nx the workspace has.
 */
export interface NxTask {
  readonly id: string;
  readonly target: { readonly project: string; readonly target: string };
  /** The options of the command line; a task that came along as a dependency has none. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

export interface NxTaskGraph {
  readonly tasks: Readonly<Record<string, NxTask>>;
}

export interface NxProject {
  readonly root: string;
  readonly targets?: Readonly<Record<string, NxTarget>>;
}

export interface NxTarget {
  readonly executor?: string;
  readonly dependsOn?: readonly NxTargetDependency[];
}

/** `build`, `^build`, or the same at length. */
export type NxTargetDependency = string | { readonly target: string };

export interface NxExecutorContext {
  readonly root: string;
  readonly projectName?: string;
  readonly targetName?: string;
  readonly projectsConfigurations: { readonly projects: Readonly<Record<string, NxProject>> };
  readonly nxJsonConfiguration: NxJson;
  readonly projectGraph: NxProjectGraph;
  /** The whole run, of which a batch may be a part. */
  readonly taskGraph?: NxTaskGraph;
}

/** Opaque to us, but for the edges. */
export interface NxProjectGraph {
  readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

export interface NxJson {
  readonly namedInputs?: Readonly<Record<string, unknown>>;
  readonly release?: NxRelease;
}

export interface NxGitSettings {
  readonly commit?: boolean;
  readonly tag?: boolean;
}

export interface NxRelease {
  readonly git?: NxGitSettings;
  readonly version?: { readonly git?: NxGitSettings };
  readonly changelog?: { readonly git?: NxGitSettings };
  readonly [setting: string]: unknown;
}

export interface NxTaskResult {
  readonly success: boolean;
  readonly status: "success" | "failure" | "skipped";
  readonly terminalOutput: string;
}

/** Project to its versions in this release, as `nx release` hands them on; null: it is not released. */
export type NxVersionData = Readonly<
  Record<string, { readonly currentVersion?: string | null; readonly newVersion: string | null }>
>;
