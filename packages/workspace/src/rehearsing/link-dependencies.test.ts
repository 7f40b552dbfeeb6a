import { readFile, realpath, symlink, writeFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { linkDependencies } from "./link-dependencies.ts";

useTempFolders();

interface Worlds {
  readonly from: string;
  readonly to: string;
}

/** A workspace as pnpm installs it, `app` with a package of the workspace and one from outside, and a clone of it. */
async function installed(): Promise<Worlds> {
  const folder = await realpath(await tempFolder("linked"));
  const [from, to] = [join(folder, "original"), join(folder, "clone")];
  for (const root of [from, to]) await mkdir(join(root, "packages/codec"), { recursive: true });
  const outside = join(from, "node_modules/.pnpm/left@1.0.0/node_modules/left");
  const modules = join(from, "packages/app/node_modules");
  for (const made of [outside, join(modules, "@acme"), join(modules, ".bin"), join(modules, ".cache")])
    await mkdir(made, { recursive: true });
  await symlink("../../../node_modules/.pnpm/left@1.0.0/node_modules/left", join(modules, "left"));
  await symlink("../../../codec", join(modules, "@acme/codec"));
  await writeFile(join(modules, ".bin/left"), "the program");
  await writeFile(join(modules, ".modules.yaml"), "how it was installed");
  await mkdir(join(to, "packages/app"));
  const tops = { original: from, clone: to };
  await linkDependencies({ from, to, folders: ["packages/app", "packages/codec"], tops });
  return { from, to };
}

test("a package of the workspace is that of the clone, and one from outside is where it is installed", async () => {
  const { from, to } = await installed();
  const modules = join(to, "packages/app/node_modules");
  expect(await realpath(join(modules, "@acme/codec"))).toBe(join(to, "packages/codec"));
  expect(await realpath(join(modules, "left"))).toBe(
    join(from, "node_modules/.pnpm/left@1.0.0/node_modules/left"),
  );
});

test("programs come along, and how all was installed, and caches do not", async () => {
  const { to } = await installed();
  const modules = join(to, "packages/app/node_modules");
  expect((await readdir(modules)).toSorted()).toEqual([".bin", ".modules.yaml", "@acme", "left"]);
  expect(await readFile(join(modules, ".bin/left"), "utf8")).toBe("the program");
});

test("what is written into a node_modules of the clone is not in that of the original", async () => {
  const { from, to } = await installed();
  await writeFile(join(to, "packages/app/node_modules/.cache-of-a-tool"), "");
  expect(await readdir(join(from, "packages/app/node_modules"))).not.toContain(".cache-of-a-tool");
});
