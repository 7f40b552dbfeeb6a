import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { git, graphOf, useTempFolders, visibilityViolations } from "@convoy/testkit";
import { CHANGESETS, PACKAGES, released } from "./arriving.ts";
import { CHANNEL, worldOf, type World } from "./world.ts";

useTempFolders(afterAll);

describe.each(["staged", "direct"] as const)("a %s release", (strategy) => {
  let world: World;
  let last: Awaited<ReturnType<typeof released>>["last"];

  beforeAll(async () => {
    world = await worldOf({ packages: PACKAGES, changesets: CHANGESETS }, { strategy });
    ({ last } = await released(world));
  });

  test("arrives whole: versions, dist-tags, commit, tags, and a clean tree", async () => {
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
    const requests = await world.rig.requests();
    expect(visibilityViolations(requests, graphOf(PACKAGES), { repository: CHANNEL })).toEqual([]);
  });

  test("stores exactly the bytes that were packed", async () => {
    const { channel } = await world.everything();
    const reported = last?.["packages"] as { name: string; version: string; integrity: string }[];
    for (const { name, version, integrity } of reported) {
      expect(channel[name]?.versions[version]).toEqual({ status: "Published", integrity });
    }
  });

  test("F43: done again is nothing to do", async () => {
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
