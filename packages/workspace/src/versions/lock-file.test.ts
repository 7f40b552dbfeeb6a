import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { isolatedEnv, useTempFolders, writeFiles } from "@convoy/testkit";
import { foreignLockFile, updateLockFile, type LockFileOptions } from "./lock-file.ts";
import { statusOf, versionWorld } from "./version-world.fixture.ts";

useTempFolders();
jest.setTimeout(30_000);

const optionsFor = (root: string): LockFileOptions => ({ environment: isolatedEnv(dirname(root)) });
const HTTP = "packages/http/package.json";
const manifest = (range: string): string =>
  JSON.stringify({ name: "@acme/http", version: "1.0.1", dependencies: { "@acme/codec": range } });

test("a lock file that still fits is left as it is", async () => {
  const { root } = await versionWorld({ install: "lock-file" });
  expect(await updateLockFile(root, optionsFor(root))).toBe("unchanged");
});

test("the new range of a sibling gets into the lock file without the network, and nothing is installed", async () => {
  const workspace = await versionWorld({ install: "lock-file" });
  const { root } = workspace;
  await writeFiles(root, { [HTTP]: manifest("workspace:~1.0.0") });
  expect(await updateLockFile(root, optionsFor(root))).toBe("updated");
  expect(await readFile(join(root, "pnpm-lock.yaml"), "utf8")).toContain("specifier: workspace:~1.0.0");
  expect(await statusOf(workspace)).toEqual([` M ${HTTP}`, " M pnpm-lock.yaml"]);
  expect(existsSync(join(root, "node_modules"))).toBe(false);
});

test("another pnpm that the workspace is pinned to is not asked for", async () => {
  const pinned = { name: "acme-workspace", version: "0.0.0", private: true, packageManager: "pnpm@1.2.3" };
  const { root } = await versionWorld({ install: "lock-file" });
  await writeFiles(root, { "package.json": JSON.stringify(pinned), [HTTP]: manifest("workspace:*") });
  expect(await updateLockFile(root, optionsFor(root))).toBe("updated");
});

test("the lock files of npm and Yarn are left, which is said; without one there is nothing to do", async () => {
  const npm = await versionWorld({ files: { "package-lock.json": "{}" } });
  const none = await versionWorld();
  expect([
    await updateLockFile(npm.root, optionsFor(npm.root)),
    await updateLockFile(none.root, optionsFor(none.root)),
  ]).toEqual(["left", "unchanged"]);
});

test("whoever has another lock file is told the command that brings it in line", async () => {
  const npm = await versionWorld({ files: { "package-lock.json": "{}" } });
  const yarn = await versionWorld({ files: { "yarn.lock": "", ".yarnrc.yml": "" } });
  expect([npm, yarn, await versionWorld()].map(({ root }) => foreignLockFile(root))).toEqual([
    { file: "package-lock.json", command: "npm install --package-lock-only" },
    { file: "yarn.lock", command: "yarn install --mode=update-lockfile" },
    undefined,
  ]);
});

test("a sibling that the workspace cannot satisfy is told in the words of pnpm", async () => {
  const { root } = await versionWorld({ install: "lock-file" });
  await writeFiles(root, { [HTTP]: manifest("workspace:^7.0.0") });
  await expect(updateLockFile(root, optionsFor(root))).rejects.toMatchObject({
    code: "LOCK_FILE_FAILED",
    message: expect.stringContaining("@acme/codec"),
    hint: expect.stringContaining("workspace:"),
  });
});
