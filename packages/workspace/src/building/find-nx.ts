import { access, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { errorCode } from "../error-code.ts";

/**
 * The program of the Nx that the workspace has installed; null without an nx.json, and where there is one and Nx
 * is not installed.
 */
export async function findNx(root: string): Promise<string | null> {
  try {
    await access(join(root, "nx.json"));
    const manifest = createRequire(join(root, "package.json")).resolve("nx/package.json");
    const { bin } = JSON.parse(await readFile(manifest, "utf8")) as { bin?: { nx?: string } };
    return bin?.nx === undefined ? null : join(dirname(manifest), bin.nx);
  } catch (error) {
    if (["ENOENT", "MODULE_NOT_FOUND"].includes(errorCode(error) ?? "")) return null;
    throw error;
  }
}
