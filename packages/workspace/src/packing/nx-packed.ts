import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ErrorDocument } from "@convoy/core";
import { buildPackages, type BuildRequest } from "../building/build-packages.ts";
import { findNx } from "../building/find-nx.ts";
import { errorCode } from "../error-code.ts";
import { namesConvoy } from "../setting-up/nx-json.ts";
import { changedSince } from "./changed-since.ts";

/** Where the target `convoy-pack` leaves its tarballs, by the folder of the project: neither seen by git, nor packed along. */
export const PACK_FOLDER = "node_modules/.cache/convoy";

/** Whether the workspace's own Nx can pack: it is installed, and nx.json names the plugin that infers `convoy-pack`. */
export async function canPackWithNx(root: string): Promise<boolean> {
  if ((await findNx(root)) === null) return false;
  try {
    const { plugins = [] } = JSON.parse(await readFile(join(root, "nx.json"), "utf8")) as {
      readonly plugins?: readonly unknown[];
    };
    return namesConvoy(plugins);
  } catch (error) {
    // It may have comments, which Nx reads and we do not: what Nx then does not pack, is packed here.
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/**
 * Builds and packs the packages by one run of Nx, so that its cache, and the machines that it may have, do the work.
 * What an earlier run has left goes first: whatever `tarballsOfNx` finds is of this run.
 */
export async function packWithNx(request: Omit<BuildRequest, "target">): Promise<void> {
  const { root, packages } = request;
  await Promise.all(
    packages.map(({ dir }) => rm(join(root, PACK_FOLDER, dir), { recursive: true, force: true })),
  );
  await buildPackages({ ...request, target: "convoy-pack" });
}

export interface TarballQuestion extends Pick<BuildRequest, "root" | "packages"> {
  readonly onNote: (note: ErrorDocument) => void;
}

/**
 * Package name to the tarball that Nx has packed, or has had in its cache. Left out, and told, is one whose files are
 * no longer those of the package: Nx packs anew only when an input of the target has changed, and a file that git ignores
 * and that `build` does not make is none. Left out as well is a project without the target.
 */
export async function tarballsOfNx({
  root,
  packages,
  onNote,
}: TarballQuestion): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { name, dir } of packages) {
    const tarball = await tarballIn(join(root, PACK_FOLDER, dir));
    if (tarball === undefined) continue;
    const [changed] = await changedSince(tarball, join(root, dir));
    if (changed === undefined) found.set(name, tarball);
    else onNote(staleTarball(name, changed));
  }
  return found;
}

async function tarballIn(folder: string): Promise<string | undefined> {
  try {
    const [first] = await readdir(folder);
    return first === undefined ? undefined : join(folder, first);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function staleTarball(name: string, file: string): ErrorDocument {
  return {
    code: "NX_PACK_STALE",
    message: `${name} is packed anew: Nx had a tarball of it in its cache with another ${file}`,
    hint: `Make ${file} an output of \`build\`, or an input of \`convoy-pack\`.`,
  };
}
