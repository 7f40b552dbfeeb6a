import { expect, test } from "@jest/globals";
import { snapshotOf, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders();

test("what was packed is listed, in a folder that leaves the working tree clean for `publish`", async () => {
  const workspace = await workspaceOf();
  const before = await snapshotOf(workspace);
  const ran = await convoy(workspace.root, ["pack", "--all", "--json"]);
  expect(ran.exitCode).toBe(0);
  expect(ran.json()).toEqual([
    {
      format: 1,
      artifacts: ["codec", "http"].map((name) => ({
        name: `@acme/${name}`,
        version: "1.0.0",
        path: expect.stringContaining(`convoy-artifacts/acme-${name}-1.0.0.tgz`),
        size: expect.any(Number),
        integrity: expect.stringMatching(/^sha512-/),
        files: expect.arrayContaining(["package.json"]),
      })),
    },
  ]);
  expect(await snapshotOf(workspace)).toEqual(before);
});

test("where every package is private, that is why nothing is packed", async () => {
  const { root } = await workspaceOf({ packages: [{ name: "site", private: true }], changesets: [] });
  expect(await convoy(root, ["pack", "--all"])).toMatchObject({
    exitCode: 0,
    stdout: "Nothing to pack: there is no package to publish.\n",
  });
});
