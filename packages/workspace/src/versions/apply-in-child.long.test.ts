import { expect, jest, test } from "@jest/globals";
import { readManifest, useTempFolders } from "@convoy/testkit";
import { changelogWorld, versionInChild, versionWorld } from "./version-world.fixture.ts";

useTempFolders();
jest.setTimeout(30_000);

test("a module that leaves a timer running keeps nobody waiting", async () => {
  const workspace = await changelogWorld("setInterval(() => {}, 60_000);");
  expect((await versionInChild(workspace)).files).toContain("packages/codec/package.json");
});

test("a module that ends the process is told by what it printed", async () => {
  const workspace = await changelogWorld('console.error("out of memory"); process.exit(7);');
  await expect(versionInChild(workspace)).rejects.toMatchObject({
    code: "VERSION_FAILED",
    message: "The version step ended without an answer:\nout of memory",
  });
});

test("a snapshot gets the versions that were planned, whatever the time is now", async () => {
  const workspace = await versionWorld();
  const planned = {
    "@acme/codec": "0.0.0-canary-20260101000000",
    "@acme/http": "0.0.0-canary-20260101000000",
  };
  await versionInChild(workspace, { snapshot: { tag: "canary" }, planned });
  expect(await readManifest(workspace, "packages/http")).toMatchObject({
    version: "0.0.0-canary-20260101000000",
    dependencies: { "@acme/codec": "workspace:0.0.0-canary-20260101000000" },
  });
});
