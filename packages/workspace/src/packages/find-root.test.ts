import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { findWorkspaceRoot } from "./find-root.ts";
import { folderOf } from "./files.fixture.ts";

useTempFolders();

test("the root of a pnpm workspace is found from deep within", async () => {
  const root = await folderOf({
    "pnpm-workspace.yaml": "packages: []",
    "packages/codec/src/index.ts": "",
    "packages/codec/package.json": {},
  });
  expect(await findWorkspaceRoot(join(root, "packages/codec/src"))).toBe(root);
});

test("a package.json with workspaces is a root, one without is passed by", async () => {
  const root = await folderOf({
    "package.json": { workspaces: ["packages/*"] },
    "packages/codec/package.json": { name: "codec" },
  });
  expect(await findWorkspaceRoot(join(root, "packages/codec"))).toBe(root);
});

test("outside of any workspace the folder is named, and what to do", async () => {
  const folder = await folderOf({ "package.json": { name: "alone" } });
  await expect(findWorkspaceRoot(folder)).rejects.toMatchObject({
    code: "NO_WORKSPACE",
    message: `${folder} is in no workspace`,
    hint: expect.stringContaining("pnpm-workspace.yaml"),
  });
});
