import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { commitAll, touchPackage, useTempFolders } from "@convoy/testkit";
import { CHANGESETS, PACKAGES, released } from "./arriving.ts";
import { worldOf } from "./world.ts";

useTempFolders(afterAll);
jest.setTimeout(120_000);

test("a release from commits arrives with its changelog, and the next one begins where it ended", async () => {
  const world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS });
  await released(world);
  const before = (await world.everything()).channel;
  const release = (): ReturnType<typeof world.convoy> =>
    world.convoy(["release", "--from", "commits", "--json"]);
  expect(await release()).toMatchObject({ exitCode: 0, last: { outcome: "nothing-to-do" } });

  await touchPackage(world.workspace, "packages/http");
  const commit = await commitAll(world.workspace, "feat(http): speak HTTP/3");
  const run = await release();
  expect(run).toMatchObject({ exitCode: 0, last: { outcome: "done" } });
  const { channel } = await world.everything();
  expect(channel["@acme/http"]?.distTags["latest"]).not.toBe(before["@acme/http"]?.distTags["latest"]);
  expect(channel["@acme/codec"]).toEqual(before["@acme/codec"]);
  const changelog = await readFile(join(world.workspace.root, "packages/http/CHANGELOG.md"), "utf8");
  expect(changelog).toContain(`### Minor Changes\n\n- ${commit.slice(0, 7)}: speak HTTP/3\n`);

  expect(await release()).toMatchObject({ exitCode: 0, last: { outcome: "nothing-to-do" } });
});
