import { appendFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import { ensureFolder } from "../temp-folders.ts";
import { writeFiles } from "../workspace/build-workspace.ts";
import { isolatedEnv } from "./isolated-env.ts";
import { pnpmBinary } from "./pnpm-binary.ts";

/** The package managers that consumers use: npm as it is on the PATH, the pinned pnpm, and Yarn 4. */
export type Client = "npm" | "pnpm" | "yarn";

export const CLIENTS: readonly Client[] = ["npm", "pnpm", "yarn"];

export interface InstallOptions {
  /** With a trailing slash. Everything is installed from here. Without it, what the home folder's settings say. */
  readonly registry?: string;
  readonly token?: string;
  /** Default: a new one. */
  readonly home?: string;
  /** Name to range, tag or version. */
  readonly deps: Readonly<Record<string, string>>;
}

export interface Installed {
  readonly exitCode: number;
  /** What the client printed, on both streams. */
  readonly output: string;
}

/**
 * Installs `deps` in `folder` with the real client, as a consumer's project would. Caches, stores and the home folder
 * are new and lie in `folder`; no lifecycle script runs; a lock file that lies there is used. Never throws for the
 * exit code.
 */
export async function installWith(
  client: Client,
  folder: string,
  options: InstallOptions,
): Promise<Installed> {
  const home = options.home ?? (await ensureFolder(join(folder, ".home")));
  const manifest = {
    name: "consumer",
    version: "1.0.0",
    private: true,
    type: "module",
    dependencies: options.deps,
  };
  await writeFiles(folder, {
    "package.json": JSON.stringify(manifest, null, 2),
    ...settingsOf(client, options),
  });
  // An empty lock file marks the folder as a project of its own.
  if (client === "yarn") await appendFile(join(folder, "yarn.lock"), "");
  const [command, ...args] = COMMANDS[client](home);
  const { exitCode, all } = await execa(command, args, {
    cwd: folder,
    env: { ...isolatedEnv(home), YARN_IGNORE_PATH: "1", COREPACK_ENABLE_STRICT: "0" },
    extendEnv: false,
    reject: false,
    all: true,
    stdin: "ignore",
    timeout: 180_000,
  });
  return { exitCode: exitCode ?? -1, output: all };
}

/** The install command, with a folder for caches and stores. */
const COMMANDS: Readonly<Record<Client, (home: string) => readonly [string, ...string[]]>> = {
  npm: (home) => [
    "npm",
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-progress",
    `--cache=${home}/npm`,
  ],
  pnpm: (home) => [
    pnpmBinary(),
    "install",
    "--ignore-scripts",
    "--ignore-workspace",
    "--no-frozen-lockfile",
    // No age is asked of a version: what a test installs was published a moment ago.
    "--config.minimum-release-age=0",
    `--store-dir=${home}/store`,
  ],
  yarn() {
    const yarn = createRequire(import.meta.url).resolve("@yarnpkg/cli-dist/package.json");
    return [process.execPath, join(dirname(yarn), "bin", "yarn.js"), "install"];
  },
};

function settingsOf(client: Client, { registry, token }: InstallOptions): Record<string, string> {
  if (client === "yarn") return { ".yarnrc.yml": stringify(yarnSettings(registry, token)), "yarn.lock": "" };
  return registry === undefined ? {} : { ".npmrc": npmrc(registry, token) };
}

/** The lines of an npmrc that install from this registry, with this token. */
export function npmrc(registry: string, token?: string): string {
  const credential = token === undefined ? "" : `${registry.replace(/^https?:/, "")}:_authToken=${token}\n`;
  return `registry=${registry}\n${credential}`;
}

function yarnSettings(
  registry: string | undefined,
  token: string | undefined,
): Readonly<Record<string, unknown>> {
  return {
    ...(registry === undefined ? {} : { npmRegistryServer: registry, unsafeHttpWhitelist: ["127.0.0.1"] }),
    ...(token === undefined ? {} : { npmAuthToken: token, npmAlwaysAuth: true }),
    nodeLinker: "node-modules",
    enableScripts: false,
    enableTelemetry: false,
    enableGlobalCache: false,
    enableImmutableInstalls: false,
    npmMinimalAgeGate: 0,
    globalFolder: "./.home/yarn",
    cacheFolder: "./.home/yarn-cache",
  };
}
