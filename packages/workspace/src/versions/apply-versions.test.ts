import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { isolatedEnv, useTempFolders, type BuiltWorkspace } from "@convoy/testkit";
import { readChanges } from "../changesets/read-changes.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { applyVersions, type VersionResult } from "./apply-versions.ts";
import { pathsThatVersioningTouches } from "./touched-paths.ts";
import { statusOf, versionWorld } from "./version-world.fixture.ts";

useTempFolders();
jest.setTimeout(30_000);

async function apply({
  root,
}: BuiltWorkspace): Promise<VersionResult & { readonly announced: readonly string[] }> {
  const reading = await readWorkspace(root);
  const changes = await readChanges(reading);
  const announced = pathsThatVersioningTouches(reading, changes);
  return {
    ...(await applyVersions(reading, changes, { environment: isolatedEnv(dirname(root)) })),
    announced,
  };
}

test("in pre mode used changesets move aside", async () => {
  const workspace = await versionWorld({ files: { ".changeset/pre.json": '{"mode":"pre","tag":"beta"}' } });
  const { files, announced } = await apply(workspace);
  expect(files).toEqual(expect.arrayContaining([".changeset/change-1.md", ".changeset/pre/change-1.md"]));
  expect(announced).toEqual(expect.arrayContaining([...files]));
});

test("on the way out of pre mode its state goes too", async () => {
  const workspace = await versionWorld({ files: { ".changeset/pre.json": '{"mode":"exit","tag":"beta"}' } });
  await apply(workspace);
  expect(await statusOf(workspace)).toContain(" D .changeset/pre.json");
});

test("pre mode of the old form is converted when the changes are applied, and not before", async () => {
  const old = '{"mode":"pre","tag":"beta","initialVersions":{},"changesets":["old"]}';
  const files = {
    ".changeset/pre.json": old,
    ".changeset/old.md": '---\n"@acme/http": minor\n---\n\nOld.\n',
  };
  const workspace = await versionWorld({ files });
  const { files: touched, announced } = await apply(workspace);
  const moved = [".changeset/old.md", ".changeset/pre.json", ".changeset/pre/old.md"];
  expect(touched).toEqual(expect.arrayContaining(moved));
  expect(announced).toEqual(expect.arrayContaining([...touched]));
  expect(JSON.parse(await readFile(join(workspace.root, ".changeset/pre.json"), "utf8"))).toEqual({
    mode: "pre",
    tag: "beta",
  });
});

test("everything that is touched was announced", async () => {
  const { files, announced } = await apply(await versionWorld({ install: "lock-file" }));
  expect(announced).toEqual(expect.arrayContaining([...files]));
});
