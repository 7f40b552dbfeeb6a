import { existsSync } from "node:fs";
import { symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import { openClone } from "../git/clone.ts";
import { storeFiles, type StoredChanges } from "../git/stored-files.ts";
import { withWorktree } from "../git/worktree.ts";
import { changeFilesInChild, type VersionOptions } from "./apply-in-child.ts";
import { withLockFile } from "./apply-versions.ts";
import type { LockFileOutcome } from "./lock-file.ts";

export interface VersionedApart extends StoredChanges {
  /** From the top of the repository to the workspace: empty, or with a slash at its end. */
  readonly prefix: string;
  readonly lockFile: LockFileOutcome;
}

/**
 * What the version step makes of `commit`, in a working tree of its own: not a file, ref or index of the user changes.
 * Beside the errors of the version step, `FILE_NOT_TEXT`.
 */
export async function versionApart(
  root: string,
  { commit, ...options }: VersionOptions & { readonly commit: string },
  signal: AbortSignal,
): Promise<VersionedApart> {
  const clone = await openClone(root, { env: options.environment });
  return withWorktree(clone, commit, async (top) => {
    const { prefix } = clone;
    const apart = join(top, prefix);
    const written = await withModules(
      [
        [root, apart],
        [clone.top, top],
      ],
      () => changeFilesInChild(apart, options, signal),
    );
    const { environment } = options;
    const { files, lockFile } = await withLockFile(apart, written, { environment, signal });
    const paths = files.map((path) => prefix + path);
    return { ...(await storeFiles(clone, commit, { top, paths })), prefix, lockFile };
  });
}

/**
 * Lends the installed modules, in which a changelog module and a formatter are looked for. Only while these run: pnpm
 * would note down in them where it was started.
 */
async function withModules<T>(
  folders: readonly (readonly [from: string, to: string])[],
  use: () => Promise<T>,
): Promise<T> {
  const links: string[] = [];
  for (const [from, to] of folders) {
    const link = join(to, "node_modules");
    if (!existsSync(join(from, "node_modules")) || existsSync(link)) continue;
    await symlink(join(from, "node_modules"), link, "junction");
    links.push(link);
  }
  try {
    return await use();
  } finally {
    for (const link of links) await unlink(link);
  }
}
