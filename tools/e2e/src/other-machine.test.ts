import { expect, test } from "@jest/globals";
import { cloneOf, git, snapshotOf, useTempFolders } from "@convoy/testkit";
import { killedWorld } from "./killed-world.ts";

useTempFolders();

test("F3 a fresh clone on another machine takes back what a killed one has left, past the commit point", async () => {
  const { world, id } = await killedWorld();
  const elsewhere = await cloneOf(world.workspace);
  const there = { cwd: elsewhere.root };

  expect((await world.convoy(["status", id, "--json"], there)).last).toMatchObject({
    releases: [{ id, state: "COMMITTED", next: `convoy resume ${id}` }],
  });
  expect(await world.convoy(["rollback", id, "--json"], there)).toMatchObject({
    exitCode: 0,
    last: { outcome: "rolled-back" },
  });
  const { channel } = await world.everything();
  expect(Object.values(channel).map(({ versions }) => Object.keys(versions).length)).toEqual([1, 1, 1]);
  const tags = Object.keys((await snapshotOf(world.workspace)).remoteRefs).filter((ref) =>
    ref.startsWith("refs/tags/"),
  );
  expect(tags.filter((tag) => tag.endsWith(".1"))).toEqual([]);

  // The clone that was killed is told, and brought along by the one command that it is told.
  const refused = await world.convoy(["release", "--json"]);
  expect(refused).toMatchObject({ exitCode: 2, last: { error: { code: "RELEASE_ENDED_ELSEWHERE" } } });
  expect(await world.convoy(["rollback", id])).toMatchObject({ exitCode: 0 });
  expect(await git(world.workspace.root, ["status", "--porcelain"])).toBe("");
});
