import { expect, test } from "@jest/globals";
import { cloneOf, git, snapshotOf, useTempFolders } from "@convoy/testkit";
import { killedWorld, PACKAGES } from "./killed-world.ts";
import { worldOf } from "./world.ts";

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

test("F3 a fresh clone carries on what was committed, without the bytes that the killed one had", async () => {
  const { world, id } = await killedWorld();
  const elsewhere = await cloneOf(world.workspace);
  const resumed = await world.convoy(["resume", id, "--json"], { cwd: elsewhere.root });
  expect(resumed).toMatchObject({ exitCode: 0, last: { outcome: "done" } });
  const { channel } = await world.everything();
  expect(Object.values(channel).map(({ versions }) => Object.keys(versions).length)).toEqual([2, 2, 2]);
});

test("F31 two releases started at once from two clones: one arrives, the other is refused with the holder's name", async () => {
  const all = Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const]));
  const world = await worldOf({ packages: PACKAGES, changesets: [{ id: "second", releases: all }] });
  const elsewhere = await cloneOf(world.workspace);
  const runs = await Promise.all([
    world.convoy(["release", "--json"]),
    world.convoy(["release", "--json"], { cwd: elsewhere.root }),
  ]);
  expect(new Set(runs.map(({ exitCode }) => exitCode))).toEqual(new Set([0, 2]));
  const refused = runs.find(({ exitCode }) => exitCode === 2)?.last;
  // Which of these it is depends on how far the other one had come.
  const codes = ["RELEASE_RUNNING", "RELEASE_UNFINISHED", "GIT_BEHIND"];
  expect(codes).toContain((refused?.["error"] as { code: string } | undefined)?.code);
  const { channel } = await world.everything();
  expect(Object.values(channel).map(({ versions }) => Object.keys(versions).length)).toEqual([1, 1, 1]);
});
