import { isAbsolute } from "node:path";
import { ReleaseError } from "@convoy/core";

/**
 * Refuses, with `PATH_OUTSIDE`, paths that could lead out of the workspace or into the git folder. A journal that
 * another machine wrote is not to be trusted with such a path.
 */
export function checkPaths(paths: readonly string[]): void {
  for (const path of paths) {
    const parts = path.split("/");
    if (isAbsolute(path) || path.includes("\0") || parts.some(isForbidden))
      throw new ReleaseError("PATH_OUTSIDE", `${JSON.stringify(path)} is no path inside the workspace`);
  }
}

function isForbidden(part: string): boolean {
  return part === "" || part === "." || part === ".." || part.toLowerCase() === ".git";
}
