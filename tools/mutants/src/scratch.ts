import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A copy of the repository in which a bug does no harm. */
export interface Scratch {
  readonly root: string;
  /** Replaces the text of a file while `work` runs. */
  with<T>(file: string, change: (text: string) => string, work: () => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

const COPIED = ["packages", "tools", "package.json", "jest.config.mjs"];
const LEFT_OUT = new Set(["dist", ".toolchain", "coverage"]);

/**
 * Copies the sources. The dependencies are those of the repository itself, by a link; those of its packages on each
 * other are relative links, and so lead from copy to copy.
 */
export async function makeScratch(repository: string): Promise<Scratch> {
  const root = await mkdtemp(join(tmpdir(), "convoy-mutants-"));
  for (const name of COPIED) {
    await cp(join(repository, name), join(root, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !LEFT_OUT.has(basename(path)),
    });
  }
  await symlink(join(repository, "node_modules"), join(root, "node_modules"));
  return {
    root,
    async with(file, change, work) {
      const text = await readFile(join(root, file), "utf8");
      const changed = change(text);
      await writeFile(join(root, file), changed);
      try {
        return await work();
      } finally {
        await writeFile(join(root, file), text);
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
