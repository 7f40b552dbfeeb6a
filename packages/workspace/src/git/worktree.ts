import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clone } from "./clone.ts";

/**
 * Gives `use` a working tree of its own at `commit`, with an index of its own: what the user has before them stays as
 * it is. It is gone afterwards. Answers are those of git in the folder, absolute, that `use` is given.
 */
export async function withWorktree<T>(
  clone: Clone,
  commit: string,
  use: (top: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "convoy-tree-"));
  const top = join(folder, "tree");
  try {
    // What LFS keeps elsewhere is not looked into, so it is not fetched.
    const env = { GIT_LFS_SKIP_SMUDGE: "1" };
    await clone.run(["worktree", "add", "--quiet", "--detach", top, commit], { env });
    return await use(top);
  } finally {
    await clone.ask(["worktree", "remove", "--force", "--force", top]);
    await rm(folder, { recursive: true, force: true });
  }
}
