import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown, type Plugin } from "rolldown";
import { noticesOf } from "./notices.ts";

export interface Program {
  /** The built module that it starts with. */
  readonly input: string;
  /** Where the bundle goes; nothing else may be there. */
  readonly folder: string;
  readonly plugins?: readonly Plugin[];
}

/** What stays outside: programs that are started by their path, and the Nx room, which Nx loads itself. */
const OUTSIDE = /^@convoy\/(nx|[a-z]+\/programs)$/;

/** Puts a program into few files, and answers all files that are in them. */
export async function bundle({ input, folder, plugins = [] }: Program): Promise<readonly string[]> {
  await rm(folder, { recursive: true, force: true });
  const build = await rolldown({
    input,
    platform: "node",
    external: OUTSIDE,
    // What a package offers to bundlers, before a form of it that asks for its parts in a way that none of them sees.
    resolve: { mainFields: ["module", "main"] },
    plugins: [...plugins],
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
