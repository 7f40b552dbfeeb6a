import { delimiter, dirname } from "node:path";
import { childEnvironment, type Environment } from "../children/environment.ts";
import { pnpmArguments, pnpmEnvironment } from "../pnpm-arguments.ts";
import { pinnedPnpm } from "../pnpm.ts";
import { findNx } from "./find-nx.ts";

export interface BuildCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** For people: what they would type. */
  readonly shown: string;
}

export interface BuiltPackage {
  readonly name: string;
  /** Relative to the workspace's root. */
  readonly dir: string;
}

export interface BuildQuestion {
  readonly root: string;
  readonly packages: readonly BuiltPackage[];
  readonly env: Environment;
  readonly expose?: readonly string[];
  readonly target?: string;
}

/**
 * The one command that builds the packages and what they are built from: the workspace's own Nx where it has one,
 * else the `build` scripts, in the order of the dependencies.
 */
export async function buildCommand(request: BuildQuestion): Promise<BuildCommand> {
  const { root, packages } = request;
  const env = { ...environmentOf(request), ...(await pnpmEnvironment(root)) };
  const nx = await findNx(root);
  if (nx !== null) return { ...nxBuild(nx, request), env: { ...env, ...quietNx(env) } };
  const filters = packages.map(({ name }) => `--filter=${name}...`);
  return {
    command: pinnedPnpm().path,
    args: [
      ...(await pnpmArguments(root)),
      "--recursive",
      ...filters,
      "--if-present",
      "--stream",
      "run",
      "build",
    ],
    env,
    shown: "pnpm --recursive run build",
  };
}

/** Without its token there is nothing that Nx Cloud could do but wait. */
function quietNx(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const cloud = env["NX_CLOUD_ACCESS_TOKEN"] === undefined ? { NX_NO_CLOUD: "true" } : {};
  return { NX_DAEMON: "false", NX_TUI: "false", NX_INTERACTIVE: "false", ...cloud };
}

/** An argument may be 128 KB on Linux: so many folders are safe in one. */
const FOLDERS_IN_ONE = 500;

/** Projects are named by their folder: a project.json may give them another name than the package has. */
function nxBuild(
  nx: string,
  { packages, target = "build" }: Pick<BuildQuestion, "packages" | "target">,
): Omit<BuildCommand, "env"> {
  const folders = packages.map(({ dir }) => `directory:${dir}`);
  const lists: string[] = [];
  for (let from = 0; from < folders.length; from += FOLDERS_IN_ONE)
    lists.push(`--projects=${folders.slice(from, from + FOLDERS_IN_ONE).join(",")}`);
  return {
    command: process.execPath,
    args: [nx, "run-many", `--target=${target}`, "--outputStyle=static", ...lists],
    shown: `nx run-many --target=${target}`,
  };
}

/** Build scripts call `node` and, by way of Nx, `pnpm`: ours are there where the PATH has none. */
function environmentOf({ env: environment, expose = [] }: BuildQuestion): Record<string, string> {
  const env = childEnvironment(environment, expose);
  const path = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const ours = [dirname(process.execPath), dirname(pinnedPnpm().path)];
  return { ...env, [path]: [env[path], ...ours].filter(Boolean).join(delimiter), NO_COLOR: "1" };
}
