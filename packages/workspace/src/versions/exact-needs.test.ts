import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { changeset, changesetFolder } from "../changesets/changes.fixture.ts";
import { readChanges } from "../changesets/read-changes.ts";
import { pnpmWorkspace } from "../packages/files.fixture.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { needExactly } from "./exact-needs.ts";

useTempFolders();

test("a package of a snapshot needs exactly the others, and keeps its ranges for what is in no snapshot", async () => {
  const dependencies = { codec: "workspace:^", log: "workspace:~", react: "^19.0.0" };
  const manifests = {
    "packages/codec": { name: "codec", version: "1.0.0" },
    "packages/log": { name: "log", version: "1.0.0" },
    "packages/http": {
      name: "http",
      version: "1.0.0",
      dependencies,
      peerDependencies: { codec: "workspace:~" },
    },
  };
  const folder = changesetFolder({ "a.md": changeset('"codec": minor, "http": minor') });
  const reading = await readWorkspace(await pnpmWorkspace(manifests, folder));
  await needExactly(reading, await readChanges(reading, { snapshot: { tag: "pr-1" } }));
  expect(JSON.parse(await readFile(join(reading.root, "packages/http/package.json"), "utf8"))).toMatchObject({
    dependencies: { codec: "workspace:*", log: "workspace:~", react: "^19.0.0" },
    peerDependencies: { codec: "workspace:*" },
  });
});
