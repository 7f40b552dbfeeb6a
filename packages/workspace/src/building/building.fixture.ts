import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  buildWorkspace,
  dirOf,
  isolatedEnv,
  tempFolder,
  type BuiltWorkspace,
  type PackageSpec,
  type WorkspaceSpec,
} from "@convoy/testkit";
import { buildPackages, type BuildRequest } from "./build-packages.ts";

const LOG = "node -e \"require('fs').appendFileSync('../../built.txt', process.env.npm_package_name + ' ')\"";

/** A package whose build leaves its name in `built.txt`. */
export function building(
  name: string,
  deps: Readonly<Record<string, string>> = {},
  script = LOG,
): PackageSpec {
  return { name, deps, scripts: { build: script } };
}

/** Builds these packages of a new workspace. */
export async function build(
  spec: WorkspaceSpec,
  names: readonly string[],
  more: Partial<BuildRequest> = {},
): Promise<BuiltWorkspace> {
  const workspace = await buildWorkspace(spec);
  const packages = spec.packages
    .filter(({ name }) => names.includes(name))
    .map((one) => ({ name: one.name, dir: dirOf(one) }));
  const env = isolatedEnv(await tempFolder("home"));
  await buildPackages({ root: workspace.root, packages, env, signal: new AbortController().signal, ...more });
  return workspace;
}

/** The names of what was built, in that order. */
export function built({ root }: BuiltWorkspace): Promise<string> {
  return readFile(join(root, "built.txt"), "utf8");
}
