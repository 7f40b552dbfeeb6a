import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import glob from "fast-glob";

/**
 * The folders that the globs name and that have a `package.json`, relative to `root` with forward slashes (`.` for
 * the root itself), by name. `node_modules` is never entered, a link to a folder is no package of this workspace.
 */
export async function packageFolders(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const [wanted, unwanted] = [
    patterns.filter((one) => !one.startsWith("!")),
    patterns.filter((one) => one.startsWith("!")),
  ];
  const found = await glob(
    wanted.map(normalize).filter((pattern) => pattern !== "."),
    {
      cwd: root,
      onlyDirectories: true,
      followSymbolicLinks: false,
      ignore: ["**/node_modules/**", ...unwanted.map((pattern) => normalize(pattern.slice(1)))],
    },
  );
  const folders = new Set(wanted.some((pattern) => normalize(pattern) === ".") ? [".", ...found] : found);
  return [...folders].filter((folder) => existsSync(join(root, folder, "package.json"))).toSorted();
}

/** Without the `./` in front and the `/` behind, which some write. */
function normalize(pattern: string): string {
  return posix.normalize(pattern).replace(/(?<=.)\/$/, "");
}
