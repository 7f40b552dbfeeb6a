import { createRequire } from "node:module";
import { join } from "node:path";
import type { ReleaseGroup } from "./groups.ts";
import type { NxProjectGraph, NxRelease } from "./nx-types.ts";

interface ResolvedGroup {
  readonly projects: readonly string[];
  readonly releaseTag?: { readonly pattern?: string };
  /** Up to Nx 22. */
  readonly releaseTagPattern?: string;
}

interface Resolved {
  readonly error: unknown;
  readonly nxReleaseConfig: { readonly groups: Readonly<Record<string, ResolvedGroup>> } | null;
}

const CONFIG_MODULE = "nx/src/command-line/release/config/config.js";
const FILE_MAP_MODULE = "nx/src/devkit-exports.js";

/**
 * The release groups of nx.json as Nx itself resolves them, or undefined where it cannot be asked: the function is
 * internal to Nx, though it stands at the same place in 22, 23 and 24.
 */
export async function readReleaseGroups(
  root: string,
  graph: NxProjectGraph,
  release: NxRelease | undefined,
): Promise<readonly ReleaseGroup[] | undefined> {
  const require = createRequire(join(root, "package.json"));
  const modules = load(require);
  if (modules === undefined) return undefined;
  const fileMap = await modules.fileMapOf(graph);
  const { error, nxReleaseConfig } = await modules.resolve(graph, fileMap, release);
  if (error !== null || nxReleaseConfig === null) return undefined;
  return Object.entries(nxReleaseConfig.groups).map(
    ([name, { projects, releaseTag, releaseTagPattern }]) => ({
      name,
      projects,
      tagPattern: releaseTag?.pattern ?? releaseTagPattern ?? "{projectName}@{version}",
    }),
  );
}

interface Modules {
  readonly fileMapOf: (graph: NxProjectGraph) => Promise<unknown>;
  readonly resolve: (graph: NxProjectGraph, fileMap: unknown, release: unknown) => Promise<Resolved>;
}

function load(require: NodeJS.Require): Modules | undefined {
  try {
    const { createNxReleaseConfig } = require(CONFIG_MODULE) as Record<string, unknown>;
    const { createProjectFileMapUsingProjectGraph } = require(FILE_MAP_MODULE) as Record<string, unknown>;
    if (typeof createNxReleaseConfig !== "function") return undefined;
    return {
      fileMapOf: createProjectFileMapUsingProjectGraph as Modules["fileMapOf"],
      resolve: createNxReleaseConfig as Modules["resolve"],
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return undefined;
    throw error;
  }
}
