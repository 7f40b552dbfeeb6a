import type { Clone } from "../git/clone.ts";

/** The blobs of a commit under the workspace's root: path to id. One process, however many paths are wanted. */
export async function blobsAt(
  clone: Clone,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(paths);
  const output = await clone.run(["ls-tree", "-r", "-z", commit]);
  const blobs = new Map<string, string>();
  for (const line of output.split("\0")) {
    const tab = line.indexOf("\t");
    const path = line.slice(tab + 1);
    if (tab > 0 && wanted.has(path)) blobs.set(path, line.slice(0, tab).split(" ")[2] ?? "");
  }
  return blobs;
}
