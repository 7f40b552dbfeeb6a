import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ReleaseError } from "@convoy/core";

/** The program of the Convoy that the workspace has installed, and else of the one that came with the plugin. */
export async function findConvoy(root: string): Promise<string> {
  const manifest = resolve(join(root, "package.json")) ?? resolve(import.meta.url);
  if (manifest === undefined)
    throw new ReleaseError("CONVOY_MISSING", `@convoy/cli is not installed in ${root}`, {
      hint: "Run `nx g @convoy/nx:init`, or add @convoy/cli to the devDependencies of the workspace.",
    });
  const { bin } = JSON.parse(await readFile(manifest, "utf8")) as {
    readonly bin: { readonly convoy: string };
  };
  return join(dirname(manifest), bin.convoy);
}

function resolve(from: string): string | undefined {
  try {
    return createRequire(from).resolve("@convoy/cli/package.json");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
