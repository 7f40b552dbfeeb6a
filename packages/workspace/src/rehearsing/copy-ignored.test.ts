import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  git,
  isolatedEnv,
  packagesOf,
  tempFolder,
  useTempFolders,
  writeFiles,
} from "@convoy/testkit";
import { cloneForRehearsal } from "./clone-for-rehearsal.ts";
import { copyIgnored } from "./copy-ignored.ts";

useTempFolders();

test("what was built comes along, and neither caches nor dependencies, and the clone is clean", async () => {
  const { root } = await buildWorkspace({
    packages: packagesOf("codec"),
    files: { ".gitignore": "node_modules\ndist\n.cache\n" },
  });
  await writeFiles(root, {
    ".git/info/exclude": "*.local\n",
    "packages/codec/dist/index.js": "built",
    "packages/codec/dist/node_modules/left/index.js": "left",
    "packages/codec/node_modules/left/index.js": "left",
    "packages/codec/.cache/one": "cached",
    "packages/codec/settings.local": "mine",
  });
  const env = isolatedEnv(root);
  const request = { env, commits: true, branch: "main", offline: true };
  const clone = await cloneForRehearsal(root, await tempFolder("double"), request);
  await copyIgnored(clone, { env });
  const codec = join(clone.root, "packages/codec");
  expect((await readdir(codec)).toSorted()).toEqual([
    "README.md",
    "dist",
    "index.js",
    "package.json",
    "settings.local",
  ]);
  expect(await readdir(join(codec, "dist"))).toEqual(["index.js"]);
  expect(await git(clone.root, ["status", "--porcelain"])).toBe("");
});
