import { createRequire } from "node:module";
import { join } from "node:path";
import { errorCode } from "../error-code.ts";

/** Whether a package can be loaded from the root of the workspace. */
export function isInstalled(root: string, name: string): boolean {
  try {
    createRequire(join(root, "package.json")).resolve(`${name}/package.json`);
    return true;
  } catch (error) {
    if (errorCode(error) === "MODULE_NOT_FOUND") return false;
    throw error;
  }
}
