import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  CLIENTS,
  git,
  graphOf,
  installWith,
  loadInstalled,
  packagesOf,
  tempFolder,
  useTempFolders,
  visibilityViolations,
} from "@convoy/testkit";
import { CHANNEL, worldOf, type World } from "./world.ts";

useTempFolders();

const PACKAGES = packagesOf("codec@1.2.0 <- http <- app, codec <- cli, log <- app");
const CHANGESETS = [
  { id: "brave-cats-jump", releases: { "@acme/codec": "minor" as const } },
  { id: "calm-dogs-run", releases: Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const])) },
];

async function released(world: World): Promise<ReturnType<World["convoy"]>> {
  const run = await world.convoy(["release", "--json"]);
  expect(run).toMatchObject({ exitCode: 0, last: { kind: "release-ended", outcome: "done" } });
  return run;
}

describe.each(["staged", "direct"] as const)("a %s release", (strategy) => {
  test("arrives whole: versions, dist-tags, commit, tags, and a clean tree", async () => {
    const world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS }, { strategy });
    const { last } = await released(world);
    const { channel, repository } = await world.everything();
    expect(
      Object.fromEntries(Object.entries(channel).map(([name, { distTags }]) => [name, distTags])),
    ).toEqual({
      "@acme/codec": { latest: "1.3.0" },
      "@acme/http": { latest: "1.0.1" },
      "@acme/app": { latest: "1.0.1" },
      "@acme/cli": { latest: "1.0.1" },
      "@acme/log": { latest: "1.0.1" },
    });
    expect(repository.status).toEqual([]);
    expect(repository.remoteRefs["refs/heads/main"]).toBe(repository.head);
    expect(last).toMatchObject({
      commit: repository.head,
      tags: expect.arrayContaining(["@acme/codec@1.3.0"]),
    });
    const { origin } = world.workspace;
    expect(await git(origin, ["rev-parse", "@acme/http@1.0.1^{commit}"])).toBe(repository.head);
  });

  test("shows no dependent in the channel before its dependencies", async () => {
    const world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS }, { strategy });
    await released(world);
    const requests = await world.rig.requests();
    expect(visibilityViolations(requests, graphOf(PACKAGES), { repository: CHANNEL })).toEqual([]);
  });

  test("stores exactly the bytes that were packed", async () => {
    const world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS }, { strategy });
    const { last } = await released(world);
    const { channel } = await world.everything();
    const reported = last?.["packages"] as { name: string; version: string; integrity: string }[];
    for (const { name, version, integrity } of reported) {
      expect(channel[name]?.versions[version]).toEqual({ status: "Published", integrity });
    }
  });

  test("F43: done again is nothing to do", async () => {
    const world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS }, { strategy });
    await released(world);
    const before = await world.everything();
    const again = await world.convoy(["release", "--json"]);
    expect(again).toMatchObject({ exitCode: 0, last: { outcome: "nothing-to-do" } });
    expect(await world.convoy(["publish", "--json"])).toMatchObject({
      exitCode: 0,
      last: { outcome: "nothing-to-do" },
    });
    expect(await world.everything()).toEqual(before);
  });
});

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
