import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  git,
  isolatedEnv,
  onCleanUp,
  packagesOf,
  tempFolder,
  useTempFolders,
  writeFiles,
} from "@convoy/testkit";
import { cloneForRehearsal } from "./clone-for-rehearsal.ts";
import { copyIgnored } from "./copy-ignored.ts";

useTempFolders();

test("what was built comes along, and neither caches, dependencies nor sockets, and the clone is clean", async () => {
  const { root } = await buildWorkspace({
    packages: packagesOf("codec"),
    files: { ".gitignore": "node_modules\ndist\n.cache\n" },
  });
  await writeFiles(root, {
    ".git/info/exclude": "*.local\n",
    "dist/all.js": "built",
    "packages/codec/dist/index.js": "built",
    "packages/codec/dist/node_modules/left/index.js": "left",
    "packages/codec/node_modules/left/index.js": "left",
    "packages/codec/.cache/one": "cached",
    "packages/codec/settings.local": "mine",
  });
  const socket = createServer().listen(join(root, "dist/s"));
  onCleanUp(async () => void socket.close());
  await once(socket, "listening");
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
  expect(await readdir(join(clone.root, "dist"))).toEqual(["all.js"]);
  expect(await git(clone.root, ["status", "--porcelain"])).toBe("");
});
