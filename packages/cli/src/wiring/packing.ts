import { ReleaseError, type Artifact, type PlannedRelease, type Workspace } from "@convoy/core";
import {
  buildPackages,
  canPackWithNx,
  packPackages,
  packWithNx,
  tarballsOfNx,
  type BuildRequest,
} from "@convoy/workspace";
import type { Project } from "./project.ts";

type Releases = readonly Pick<PlannedRelease, "name" | "to" | "publish">[];

/** How packages are built, and their tarballs come to be. */
export interface Packing {
  build(names: readonly string[], signal: AbortSignal): Promise<void>;
  pack(releases: Releases, folder: string, signal: AbortSignal): Promise<readonly Artifact[]>;
}

/**
 * Directly, all of them in one process; or, where the setting says so, as tasks of Nx, in one run with the builds that they
 * need, so that a cache that machines share, and agents, do the work. What Nx has packed is checked as if it had been
 * packed here, and what it has not, is packed here.
 */
export function packingOf(project: Project): Packing {
  const { root, host, config, notes } = project;
  const byNx = config?.packing === "nx";
  let nxHasPacked = false;
  const requestFor = async (names: readonly string[], signal: AbortSignal): Promise<BuildRequest> => {
    const packages = foldersOf(await project.read(), names);
    return { root, packages, env: host.env, expose: config?.buildEnv ?? [], signal };
  };
  const runNx = async (request: BuildRequest): Promise<void> => {
    await packWithNx(request);
    nxHasPacked = true;
  };
  return {
    async build(names, signal) {
      const request = await requestFor(names, signal);
      return byNx ? runNx(request) : buildPackages(request);
    },
    async pack(releases, folder, signal) {
      const common = { root, releases, folder, env: host.env, signal, allow: config?.allowFiles ?? [] };
      if (!byNx) return packPackages(common);
      const names = releases.filter(({ publish }) => publish !== false).map(({ name }) => name);
      const request = await requestFor(names, signal);
      if (!nxHasPacked) await runNx(request);
      return packPackages({ ...common, packed: await tarballsOfNx({ ...request, onNote: notes.tell }) });
    },
  };
}

/** Refuses a setting that this workspace cannot follow. */
export async function refuseUnusablePacking({
  root,
  config,
}: Pick<Project, "root" | "config">): Promise<void> {
  if (config?.packing !== "nx" || (await canPackWithNx(root))) return;
  throw new ReleaseError(
    "PACKING_WITHOUT_NX",
    `"packing": "nx" in convoy.json, and Nx cannot pack in ${root}`,
    {
      hint: "It can where Nx is installed and nx.json names the plugin: `nx add @convoy/nx`. Or take the setting out.",
    },
  );
}

function foldersOf({ packages }: Workspace, names: readonly string[]): BuildRequest["packages"] {
  const wanted = new Set(names);
  return packages.filter(({ name }) => wanted.has(name));
}
