import { realpath, unlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { ReleaseError } from "@convoy/core";
import type { Clone, GitCall } from "../git/clone.ts";
import { withPrivateIndex } from "../git/private-index.ts";
import { checkPaths } from "./path-rules.ts";
import { errorCode } from "../error-code.ts";

export interface FilesToWrite {
  readonly commit: string;
  /** Written as a checkout writes them: filters, line ends and the executable bit included. */
  readonly write: readonly string[];
  readonly remove: readonly string[];
  readonly at: NonNullable<GitCall["at"]>;
}

/** Writes files of a commit into the working tree, and removes others. The index stays as it is. */
export async function writeFiles(clone: Clone, { commit, write, remove, at }: FilesToWrite): Promise<void> {
  checkPaths([...write, ...remove]);
  if (write.length > 0) {
    const stdin = write.map((path) => `${path}\0`).join("");
    await withPrivateIndex(clone, commit, (env) =>
      clone.run(["checkout-index", "--force", "-z", "--stdin"], { at, env, stdin }),
    );
  }
  for (const path of remove) await removeFile(clone[at], path);
}

/** Removes a file that is really inside `root`: no folder on the way may be a link that leads out. */
async function removeFile(root: string, path: string): Promise<void> {
  try {
    const folder = await realpath(dirname(join(root, path)));
    if (relative(await realpath(root), folder).split(/[\\/]/)[0] === "..")
      throw new ReleaseError("PATH_OUTSIDE", `${path} leads out of ${root} by a link`);
    await unlink(join(root, path));
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}
