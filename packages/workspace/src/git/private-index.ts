import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clone } from "./clone.ts";

/**
 * Gives `use` an index of its own, filled with the tree of `commit`, as the environment for git commands; the
 * index of the clone stays as it is.
 */
export async function withPrivateIndex<T>(
  clone: Clone,
  commit: string,
  use: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "convoy-git-"));
  try {
    const env = { GIT_INDEX_FILE: join(folder, "index") };
    await clone.run(["read-tree", commit], { env });
    return await use(env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface IndexPlace {
  /** That of `withPrivateIndex`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The top folder of another working tree of the clone, which has an index of its own. */
  readonly top?: string;
}

/** The tree of an index, which is not the user's, with these files as they are now. */
export async function treeWith(
  clone: Clone,
  files: readonly string[],
  { env = {}, top }: IndexPlace,
): Promise<string> {
  const place = top === undefined ? [] : ["-C", top];
  const stdin = files.map((file) => `${file}\0`).join("");
  await clone.run([...place, "update-index", "--add", "--remove", "-z", "--stdin"], { env, stdin });
  return (await clone.run([...place, "write-tree"], { env })).trim();
}
