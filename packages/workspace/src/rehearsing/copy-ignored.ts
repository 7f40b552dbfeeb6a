import { constants, type Stats } from "node:fs";
import { cp, lstat } from "node:fs/promises";
import { basename, join } from "node:path";
import { openClone, type GitOptions } from "../git/clone.ts";
import type { RehearsalClone } from "./clone-for-rehearsal.ts";

/**
 * Copies what git ignores, such as what was built before, from the original into the clone; where the file system can, without
 * copying bytes. Without installed dependencies, and without folders whose name begins with a dot: those are caches.
 */
export async function copyIgnored(
  { tops }: Pick<RehearsalClone, "tops">,
  options: GitOptions,
): Promise<void> {
  const original = await openClone(tops.original, options);
  const list = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"];
  const paths = (await original.run(list, { at: "top" })).split("\0").filter((path) => path !== "");
  for (const path of paths.filter(isWanted))
    await cp(join(tops.original, path), join(tops.clone, path), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: async (from) => basename(from) !== "node_modules" && isForBuilds(await lstat(from)),
    });
}

/** Not the socket of a database that runs there. */
function isForBuilds(one: Stats): boolean {
  return one.isFile() || one.isDirectory() || one.isSymbolicLink();
}

/** A folder has a slash at its end. */
function isWanted(path: string): boolean {
  const isFolder = path.endsWith("/");
  const names = path.split("/").filter((name) => name !== "");
  return !names.includes("node_modules") && !(isFolder && names.at(-1)?.startsWith("."));
}
