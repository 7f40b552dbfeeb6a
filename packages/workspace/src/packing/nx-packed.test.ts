import { mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import { canPackWithNx, PACK_FOLDER, tarballsOfNx } from "./nx-packed.ts";

useTempFolders();

async function workspace(nxJson: string | undefined, installed = true): Promise<string> {
  const root = await tempFolder("workspace");
  await writeFiles(root, { "package.json": "{}", ...(nxJson === undefined ? {} : { "nx.json": nxJson }) });
  await mkdir(join(root, "node_modules"));
  const nx = dirname(createRequire(import.meta.url).resolve("nx/package.json"));
  if (installed) await symlink(nx, join(root, "node_modules/nx"), "junction");
  return root;
}

const PLUGIN = '{"plugins":["other",{"plugin":"@convoy/nx"}]}';

test.each([
  ["installed, with the plugin", true, PLUGIN, true],
  ["installed, with comments in nx.json", true, `// ours\n${PLUGIN}`, true],
  ["installed, without the plugin", false, '{"plugins":["other"]}', true],
  ["not installed", false, PLUGIN, false],
  ["unknown here", false, undefined, true],
])("Nx that is %s: whether it can pack is %s", async (_what, can, nxJson, installed) => {
  expect(await canPackWithNx(await workspace(nxJson, installed))).toBe(can);
});

test("a project that Nx has not packed is left out", async () => {
  const root = await workspace(PLUGIN);
  const packages = [{ name: "a", dir: "packages/a" }];
  const question = { root, packages, onNote: () => undefined };
  expect(await tarballsOfNx(question)).toEqual(new Map());
  await mkdir(join(root, PACK_FOLDER, "packages/a"), { recursive: true });
  expect(await tarballsOfNx(question)).toEqual(new Map());
});
