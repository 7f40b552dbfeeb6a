import { execa } from "execa";
import { isolatedEnv } from "./isolated-env.ts";

/**
 * Runs the installed packages: imports `names` from `folder` and answers all packages of the workspace that were
 * loaded with them, as `name@version`, sorted. A package that is there twice is there twice. Throws when one cannot
 * be loaded.
 */
export async function loadInstalled(folder: string, names: readonly string[]): Promise<string[]> {
  const args = ["--input-type=module", "--eval", LOADER, ...names];
  const { stdout } = await execa(process.execPath, args, {
    cwd: folder,
    env: isolatedEnv(folder),
    extendEnv: false,
  });
  return JSON.parse(stdout) as string[];
}

/** Modules are told apart by identity, so that a wide graph is walked once and not once a path. */
const LOADER = `
const seen = new Set();
const walk = (loaded) => {
  if (loaded === null || seen.has(loaded)) return;
  seen.add(loaded);
  Object.values(loaded.dependencies).forEach(walk);
};
for (const name of process.argv.slice(1)) walk(await import(name));
console.log(JSON.stringify([...seen].map(({ name, version }) => name + "@" + version).sort()));
`;
