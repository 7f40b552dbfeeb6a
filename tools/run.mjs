#!/usr/bin/env node
// Runs a script of the root package.json with the pinned pnpm: `node tools/run.mjs go:test [args]`.
// Needs any Node 18 or newer with npm, and nothing else: pnpm is a native binary that is fetched once into
// .toolchain/, and the Node that runs the script is an ordinary dependency that pnpm puts first on the PATH.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const home = join(root, ".toolchain", packageManager.replace("@", "-"));
const windows = process.platform === "win32";

/** The native binary, which npm puts into a package named after the platform. */
function pnpmBinary() {
  const scope = join(home, "node_modules", "@pnpm");
  return (existsSync(scope) ? readdirSync(scope) : [])
    .filter((name) => name.startsWith("exe."))
    .map((name) => join(scope, name, windows ? "pnpm.exe" : "pnpm"))
    .find((file) => existsSync(file));
}

function run(command, args, options = {}) {
  const { error, status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!pnpmBinary()) {
  console.error(`Fetching ${packageManager} into .toolchain/ …`);
  const quiet = [
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  run("npm", ["install", "--prefix", home, ...quiet, packageManager], { cwd: dirname(root), shell: windows });
}

const pnpm = pnpmBinary();
// On the PATH too: tasks that nx starts call `pnpm` by name.
const env = { ...process.env, PATH: dirname(pnpm) + delimiter + process.env.PATH };
run(pnpm, ["run", ...process.argv.slice(2)], { env });
