import { cp, mkdir, readdir, realpath, symlink } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { errorCode } from "../error-code.ts";

export interface LinkRequest {
  /** The roots of the two workspaces. */
  readonly from: string;
  readonly to: string;
  /** Of the packages, relative to the root. */
  readonly folders: readonly string[];
  /** The top folders of the two working trees: what lies below the one and is no dependency, is below the other too. */
  readonly tops: { readonly original: string; readonly clone: string };
}

/**
 * Gives a clone the dependencies that the original has installed, without copying them: each `node_modules` is a folder
 * of the clone, so that caches in it are its own, and what it lists leads to the installed package; a package of the
 * workspace leads to that of the clone.
 */
export async function linkDependencies({ from, to, folders, tops }: LinkRequest): Promise<void> {
  const across = (path: string): string => {
    const within = relative(tops.original, path).split(sep);
    const isOwn = within[0] !== ".." && !within.includes("node_modules");
    return isOwn ? join(tops.clone, ...within) : path;
  };
  for (const folder of new Set(["", ...folders]))
    await linkFolder(join(from, folder, "node_modules"), join(to, folder, "node_modules"), across);
}

async function linkFolder(from: string, to: string, across: (path: string) => string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(whenMissing([]));
  if (entries.length === 0) return;
  await mkdir(to, { recursive: true });
  const link = async (name: string): Promise<void> => {
    const place = await realpath(join(from, name)).catch(whenMissing(null));
    if (place !== null) await symlink(across(place), join(to, name), "junction");
  };
  for (const entry of entries) {
    const { name } = entry;
    if (name.startsWith("@") && entry.isDirectory())
      await linkFolder(join(from, name), join(to, name), across);
    else if (name === ".pnpm" || !name.startsWith(".")) await link(name);
    // Its programs name their packages by the way from one to the other. Files say how it was installed, which Nx
    // wants to know. Other folders are caches.
    else if (name === ".bin" || entry.isFile())
      await cp(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
  }
}

function whenMissing<T>(fallback: T): (error: unknown) => T {
  return (error) => {
    if (errorCode(error) === "ENOENT") return fallback;
    throw error;
  };
}
