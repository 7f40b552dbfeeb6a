import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { tempFolder } from "../temp-folders.ts";

/** The PATH of this process, with the pinned Yarn 4 on it as `yarn`. */
export async function pathWithYarn(): Promise<string> {
  const folder = await tempFolder("yarn");
  const yarn = dirname(createRequire(import.meta.url).resolve("@yarnpkg/cli-dist/package.json"));
  const script = `#!/bin/sh\nexec "${process.execPath}" "${join(yarn, "bin", "yarn.js")}" "$@"\n`;
  await writeFile(join(folder, "yarn"), script, { mode: 0o755 });
  return [folder, process.env["PATH"] ?? ""].join(delimiter);
}
