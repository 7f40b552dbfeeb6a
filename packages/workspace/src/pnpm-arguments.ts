import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "./error-code.ts";

/**
 * What the pinned pnpm is told before any verb, so that it works on this workspace whatever package manager that
 * is of: it does not fetch the pnpm that the workspace pins, nor install before it runs a script.
 */
export async function pnpmArguments(root: string): Promise<readonly string[]> {
  const always = ["--pm-on-fail=ignore", "--config.verify-deps-before-run=false", "--color=never"];
  if (await exists(join(root, "pnpm-workspace.yaml"))) return always;
  const globs = workspacesOf(await readManifest(root));
  // In workspaces of npm and Yarn any range that fits means the sibling.
  return [
    ...always,
    ...globs.map((glob) => `--workspace-packages=${glob}`),
    "--config.link-workspace-packages=true",
  ];
}

/**
 * The same for a pnpm that a build starts, as Nx does for each script: by itself it may install before it runs one, since
 * the versions in the manifests are new. That of the workspace may be older than 11, to which this has npm's prefix.
 */
export async function pnpmEnvironment(root: string): Promise<Readonly<Record<string, string>>> {
  const isOfPnpm = await exists(join(root, "pnpm-workspace.yaml"));
  const prefixes = isOfPnpm ? ["pnpm", "npm"] : ["pnpm"];
  return Object.fromEntries(prefixes.map((prefix) => [`${prefix}_config_verify_deps_before_run`, "false"]));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function readManifest(root: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return {};
    throw error;
  }
}

function workspacesOf(manifest: unknown): readonly string[] {
  const { workspaces } = manifest as { workspaces?: unknown };
  const globs = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { packages?: unknown } | undefined)?.packages;
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === "string") : [];
}
