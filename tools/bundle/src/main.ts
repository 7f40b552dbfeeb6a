import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isCurrent, remember } from "./inputs.ts";

// The end of the build: the command as few files, because finding and loading some eight hundred of them one by one is
// most of what its start takes; and the schema of convoy.json for editors. When nothing has changed it does nothing.
const root = fileURLToPath(new URL("../../..", import.meta.url));
const cli = join(root, "packages", "cli");
const bundle = join(cli, "bundle");
const memory = join(root, "node_modules", ".cache", "bundle.json");

if (!(await isCurrent(memory, [join(bundle, "main.cjs"), join(cli, "convoy.schema.json")]))) {
  const { bundleCli } = await import("./bundle-cli.ts");
  const modules = await bundleCli(join(cli, "dist", "main.js"), bundle);
  await import(new URL("../../../packages/cli/dist/config/write-schema.js", import.meta.url).href);
  await remember(memory, join(root, "pnpm-lock.yaml"), modules);
}
