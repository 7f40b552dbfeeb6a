import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isObject, ReleaseError } from "@convoy/core";
import { parseJson } from "./parse.ts";

/**
 * The nearest folder, from `cwd` up, that is the root of a workspace: one with a `pnpm-workspace.yaml`, or with a
 * `package.json` that states `workspaces`. Throws `NO_WORKSPACE` where there is none.
 */
export async function findWorkspaceRoot(cwd: string): Promise<string> {
  let folder = resolve(cwd);
  while (!isWorkspaceRoot(folder)) {
    if (dirname(folder) === folder) throw noWorkspace(cwd);
    folder = dirname(folder);
  }
  return folder;
}

export function noWorkspace(folder: string): ReleaseError {
  return new ReleaseError("NO_WORKSPACE", `${folder} is in no workspace`, {
    hint: "Go to a folder with a pnpm-workspace.yaml, or a package.json with `workspaces`, in it or above it; `--cwd DIR` does.",
  });
}

function isWorkspaceRoot(folder: string): boolean {
  if (existsSync(join(folder, "pnpm-workspace.yaml"))) return true;
  const path = join(folder, "package.json");
  if (!existsSync(path)) return false;
  const manifest = parseJson(readFileSync(path, "utf8"), path);
  return isObject(manifest) && manifest["workspaces"] !== undefined;
}
