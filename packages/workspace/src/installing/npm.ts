import { join } from "node:path";
import { npmrcOf, type ClientRecipe, type LockedVersion } from "./client.ts";

/** The npm on the PATH. */
export const npm: ClientRecipe = {
  command: ({ home }) => [
    "npm",
    "install",
    "--ignore-scripts",
    // Peers are not asked for: two packages that are never used together may want others of them.
    "--legacy-peer-deps",
    "--no-audit",
    "--no-fund",
    "--no-progress",
    "--no-color",
    "--loglevel=error",
    `--cache=${join(home, "cache")}`,
    `--userconfig=${join(home, ".npmrc")}`,
    `--globalconfig=${join(home, "no-npmrc")}`,
  ],
  files: (from, { home }) => ({ [join(home, ".npmrc")]: npmrcOf(from) }),
  env: { npm_config_update_notifier: "false" },
  lockFile: "package-lock.json",
  locked(text) {
    const { packages = {} } = JSON.parse(text) as { packages?: Record<string, NpmEntry> };
    return Object.entries(packages).flatMap(([path, entry]) => lockedOf(path, entry));
  },
  complaints: (output) =>
    output
      .split("\n")
      .flatMap((line) => /^npm (?:error|ERR!) ?(.*)$/.exec(line)?.[1] ?? [])
      .filter((line) => !/^A complete log of this run|^\d*$/.test(line)),
};

interface NpmEntry {
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
}

function lockedOf(path: string, { name, version, integrity }: NpmEntry): readonly LockedVersion[] {
  const at = path.lastIndexOf("node_modules/");
  if (at < 0 || version === undefined) return [];
  const called = name ?? path.slice(at + "node_modules/".length);
  return [{ name: called, version, ...(integrity === undefined ? {} : { integrity }) }];
}
