import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders, writeFiles } from "@convoy/testkit";
import { nxWorldOf } from "./nx-world.ts";

useTempFolders();

test("convoy-pack packs every package, once: the second time the cache answers, until a package changes", async () => {
  const { nx, workspace } = await nxWorldOf();
  const { root } = workspace;
  const pack = ["run-many", "-t", "convoy-pack", "--outputStyle=static"];
  const first = await nx(pack);
  expect([first.exitCode, first.output]).toEqual([0, expect.stringContaining("@acme/a@1.0.0")]);
  const packed = await readdir(join(root, "node_modules/.cache/convoy/packages/e"));
  expect(packed).toEqual([expect.stringMatching(/\.tgz$/)]);
  const second = await nx(pack);
  expect([second.exitCode, second.output]).toEqual([
    0,
    expect.stringMatching(/read the output from the cache instead of running the command for 6 out of 6/),
  ]);
  await writeFiles(root, { "packages/d/index.js": "export const d = 2;\n" });
  const third = await nx(pack);
  expect([third.exitCode, third.output]).toEqual([0, expect.stringMatching(/for 5 out of 6/)]);
});
