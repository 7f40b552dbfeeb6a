import { expect, test } from "@jest/globals";
import { git, packagesOf, useTempFolders } from "@convoy/testkit";
import { worldOf } from "./world.ts";

useTempFolders();

test("a release that is done is taken back on request, and the same versions can be released again", async () => {
  const packages = packagesOf("codec@1.2.0 <- http <- app");
  const all = Object.fromEntries(packages.map(({ name }) => [name, "patch" as const]));
  const world = await worldOf(
    { packages, changesets: [{ id: "second", releases: all }] },
    { strategy: "staged" },
  );
  expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
  const { root } = world.workspace;
  const before = await world.everything();
  const tree = await git(root, ["rev-parse", "HEAD^{tree}"]);
  const done = await world.convoy(["release", "--json"]);
  expect(done).toMatchObject({ exitCode: 0, last: { outcome: "done" } });

  const back = await world.convoy(["rollback", String(done.last?.["id"]), "--json"]);
  expect(back).toMatchObject({ exitCode: 0, last: { outcome: "rolled-back", tags: [], commit: null } });
  const after = await world.everything();
  expect([after.channel, after.stage]).toEqual([before.channel, before.stage]);
  expect(await git(root, ["rev-parse", "HEAD^{tree}", "origin/main^{tree}"])).toBe(`${tree}\n${tree}`);
  expect(await git(root, ["status", "--porcelain"])).toBe("");

  expect(await world.convoy(["release", "--json"])).toMatchObject({ exitCode: 0, last: { outcome: "done" } });
});
