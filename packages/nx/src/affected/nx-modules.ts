import { createRequire } from "node:module";
import { join } from "node:path";

/** The part of Nx's project graph that is read here. */
export interface NxGraph {
  readonly nodes: Readonly<Record<string, { readonly data: { readonly root: string } }>>;
  readonly externalNodes?: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

/** Opaque to us: from one function of Nx into another. */
type FileChanges = readonly unknown[];

export interface NxModules {
  /** Public, and the same from Nx 21 to 24. */
  readonly createProjectGraph: () => Promise<NxGraph>;
  /** Internal to Nx, though unchanged from 21 to 24; null where a version of Nx has moved it. */
  readonly affected: {
    readonly changesOf: (
      files: readonly string[],
      range: { readonly base: string; readonly head: string },
    ) => FileChanges;
    readonly filter: (graph: NxGraph, changes: FileChanges) => Promise<NxGraph>;
  } | null;
  /** The path of Nx's own command. */
  readonly command: string;
}

/** Loads the Nx that the workspace itself has installed. It takes the current folder for the workspace. */
export function loadNx(root: string): NxModules {
  const require = createRequire(join(root, "package.json"));
  const { createProjectGraphAsync } = require("nx/src/devkit-exports.js") as {
    readonly createProjectGraphAsync: (options: { readonly exitOnError: boolean }) => Promise<NxGraph>;
  };
  return {
    createProjectGraph: () => createProjectGraphAsync({ exitOnError: false }),
    affected: loadAffected(require),
    command: require.resolve("nx/bin/nx.js"),
  };
}

function loadAffected(require: NodeJS.Require): NxModules["affected"] {
  const { filterAffected } = optional(require, "nx/src/project-graph/affected/affected-project-graph.js");
  const { calculateFileChanges } = optional(require, "nx/src/project-graph/file-utils.js");
  if (typeof filterAffected !== "function" || typeof calculateFileChanges !== "function") return null;
  return {
    changesOf: (files, range) => calculateFileChanges([...files], range) as FileChanges,
    filter: (graph, changes) => filterAffected(graph, changes) as Promise<NxGraph>,
  };
}

function optional(require: NodeJS.Require, path: string): Readonly<Record<string, unknown>> {
  try {
    return require(path) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return {};
    throw error;
  }
}
