import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { commitAll, touchPackage, useTempFolders } from "@convoy/testkit";
import { CHANGESETS, PACKAGES, released } from "./arriving.ts";
import { CHANNEL, worldOf, type Everything, type World } from "./world.ts";

useTempFolders(afterAll);

const VERSION = /^0\.0\.0-pr-123-\d{14}\.expires-\d{14}$/;

let world: World;
let before: Everything;
let run: Awaited<ReturnType<World["convoy"]>>;

/** A released world in which a branch has changed http, without a changeset. */
beforeAll(async () => {
  world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS });
  await released(world);
  await touchPackage(world.workspace, "packages/http");
  await commitAll(world.workspace, "feat: work in progress");
  before = await world.everything();
  run = await world.convoy([
    "release",
    "--snapshot",
    "pr-123",
    "--since",
    "HEAD~1",
    "--expires",
    "14d",
    "--json",
  ]);
});

test("a snapshot publishes the affected packages under its own dist-tag, and moves no other", async () => {
  expect(run).toMatchObject({ exitCode: 0, last: { outcome: "done", tags: [] } });
  const { channel } = await world.everything();
  const moved = Object.entries(channel).filter(([, { distTags }]) => "pr-123" in distTags);
  expect(moved.map(([name]) => name).toSorted()).toEqual(["@acme/app", "@acme/http"]);
  for (const [name, { distTags }] of moved) {
    const old = before.channel[name]?.distTags;
    expect(distTags).toEqual({ ...old, "pr-123": expect.stringMatching(VERSION) });
  }
});

test("its packages need exactly each other's versions", async () => {
  const http = await world.rig.packument(CHANNEL, "@acme/http");
  const app = await world.rig.packument(CHANNEL, "@acme/app");
  const version = app?.["dist-tags"]["pr-123"] ?? "";
  expect(app?.versions[version]?.dependencies).toMatchObject({
    "@acme/http": http?.["dist-tags"]["pr-123"],
  });
});

test("it leaves neither commit nor tag nor a changed file", async () => {
  expect((await world.everything()).repository).toEqual(before.repository);
});
