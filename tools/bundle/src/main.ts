import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isCurrent, remember } from "./inputs.ts";
import { programs } from "./programs.ts";

// The end of the build: each program as few files, because finding and loading some eight hundred of them one by one is
// most of what its start takes; and the schema of convoy.json for editors. When nothing has changed it does nothing.
const root = fileURLToPath(new URL("../../..", import.meta.url));
const memory = join(root, "node_modules", ".cache", "bundle.json");
const all = programs(root);
const made = all.map(({ input, folder }) => join(folder, `${basename(input, ".js")}.cjs`));

if (!(await isCurrent(memory, [...made, join(root, "packages", "cli", "convoy.schema.json")]))) {
  const { bundle } = await import("./bundle.ts");
  const modules = await Promise.all(all.map(bundle));
  await import(new URL("../../../packages/cli/dist/config/write-schema.js", import.meta.url).href);
  const tool = globSync(join(import.meta.dirname, "*.js"));
  await remember(memory, [join(root, "pnpm-lock.yaml"), ...tool, ...modules.flat()]);
}
