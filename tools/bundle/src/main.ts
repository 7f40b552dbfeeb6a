import { rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { noticesOf } from "./notices.ts";

// Part of the build: the command as few files, because finding and loading some eight hundred of them one by one is
// most of what its start takes.
const cli = new URL("../../../packages/cli/", import.meta.url);
const folder = fileURLToPath(new URL("bundle/", cli));

/** What stays outside: programs that are started by their path, and the Nx room, which Nx loads itself. */
const OUTSIDE = /^@convoy\/(nx|[a-z]+\/programs)$/;

await rm(folder, { recursive: true, force: true });
const build = await rolldown({
  input: fileURLToPath(new URL("dist/main.js", cli)),
  platform: "node",
  external: OUTSIDE,
  onLog(level, log) {
    if (level === "warn") throw new Error(log.message);
  },
});
const { output } = await build.write({
  dir: folder,
  // An `import` of a module of Node's own reads every export of it at once, and that of `node:http` alone then loads a
  // whole HTTP client that nobody here uses. `require` does not.
  format: "cjs",
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name]-[hash].cjs",
});
await build.close();
const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
await writeFile(new URL("bundle/NOTICES.txt", cli), await noticesOf(modules));
