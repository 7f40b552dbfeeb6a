import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { CLIENTS, installWith, loadInstalled, tempFolder, useTempFolders } from "@convoy/testkit";
import { CHANGESETS, PACKAGES, released } from "./arriving.ts";
import { CHANNEL, worldOf } from "./world.ts";

useTempFolders();

test("what has arrived installs and runs with npm, pnpm and Yarn, and no manifest holds a workspace range", async () => {
  const world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS });
  await released(world);
  const settings = {
    registry: await world.rig.endpoint(CHANNEL),
    token: await world.rig.token(),
    deps: { "@acme/app": "latest" },
  };
  for (const client of CLIENTS) {
    const folder = await tempFolder(client);
    expect(await installWith(client, folder, settings)).toMatchObject({ exitCode: 0 });
    expect(await loadInstalled(folder, ["@acme/app"])).toEqual([
      "@acme/app@1.0.1",
      "@acme/codec@1.3.0",
      "@acme/http@1.0.1",
      "@acme/log@1.0.1",
    ]);
    const manifest = await readFile(join(folder, "node_modules/@acme/app/package.json"), "utf8");
    expect(manifest).not.toMatch(/workspace:|catalog:/);
  }
});
