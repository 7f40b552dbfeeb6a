import { mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type NxVersion = "22" | "23" | "24";

const ALIASES: Readonly<Record<NxVersion, string>> = { "22": "nx-22", "23": "nx-23", "24": "nx" };

function folderOf(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** The program of that Nx. */
export async function nxBin(version: NxVersion): Promise<string> {
  const folder = folderOf(ALIASES[version]);
  const { bin } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    readonly bin: { readonly nx: string };
  };
  return join(folder, bin.nx);
}

/** As an install would leave it: Nx, perhaps @nx/js, and Convoy as it was built here. */
export async function installNx(root: string, version: NxVersion, js: boolean): Promise<void> {
  const modules = join(root, "node_modules");
  await mkdir(join(modules, "@convoy"), { recursive: true });
  await mkdir(join(modules, "@nx"), { recursive: true });
  await symlink(folderOf(ALIASES[version]), join(modules, "nx"), "junction");
  if (js) await symlink(folderOf("@nx/js"), join(modules, "@nx", "js"), "junction");
  const packages = new URL("../../../packages/", import.meta.url);
  for (const name of ["nx", "cli"])
    await symlink(fileURLToPath(new URL(name, packages)), join(modules, "@convoy", name), "junction");
}
