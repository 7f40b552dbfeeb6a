import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { noticesOf } from "./notices.ts";

/** What stays outside: programs that are started by their path, and the Nx room, which Nx loads itself. */
const OUTSIDE = /^@convoy\/(nx|[a-z]+\/programs)$/;

/** Puts the built command in `input` into few files under `folder`, and answers all files that are in them. */
export async function bundleCli(input: string, folder: string): Promise<readonly string[]> {
  await rm(folder, { recursive: true, force: true });
  const build = await rolldown({
    input,
    platform: "node",
    external: OUTSIDE,
    onLog(level, log) {
      if (level === "warn") throw new Error(log.message);
    },
  });
  const { output } = await build.write({
    dir: folder,
    // An `import` of a module of Node's own reads every export of it at once, and that of `node:http` alone then loads
    // a whole HTTP client that nobody here uses. `require` does not.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
  });
  await build.close();
  const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
  await writeFile(join(folder, "NOTICES.txt"), await noticesOf(modules));
  return modules;
}
