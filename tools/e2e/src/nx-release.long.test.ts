import { describe, expect, test } from "@jest/globals";
import { git, useTempFolders } from "@convoy/testkit";
import { CHANNEL, type Everything } from "./world.ts";
import { nxWorldOf, type NxWorld } from "./nx-world.ts";

useTempFolders();

const PATCHED = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [`@acme/${name}`, "1.0.1"]));
const RELEASE = ["release", "patch", "--yes"];

/** The first versions are out, with `latest` on them, and a tag from long ago. */
async function releasedOnce(options: Parameters<typeof nxWorldOf>[0] = {}): Promise<NxWorld> {
  const world = await nxWorldOf(options);
  expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
  return world;
}

async function latest(world: NxWorld): Promise<Readonly<Record<string, string | undefined>>> {
  const channel = await world.rig.snapshotOf(CHANNEL);
  return Object.fromEntries(
    Object.entries(channel).map(([name, { distTags }]) => [name, distTags["latest"]]),
  );
}

async function failAt(world: NxWorld, name: string): Promise<void> {
  await world.rig.faults([
    { match: { operation: "PublishVersion", package: name }, times: 1_000_000, do: "status:400" },
  ]);
}

/** All but the notes of git about what it has been told to forget. */
function expectNothingLeft(after: Everything, before: Everything): void {
  expect(after.channel).toEqual(before.channel);
  expect(after.stage).toEqual(before.stage);
  expect(after.repository).toEqual(before.repository);
}

describe.each(["staged", "direct"] as const)("nx release, %s", (strategy) => {
  test("arrives: both groups, in one release, with the tags of Nx", async () => {
    const world = await releasedOnce({ strategy });
    const { exitCode, output } = await world.nx(RELEASE);
    expect([exitCode, output]).toEqual([0, expect.stringContaining("@acme/e@1.0.1: published")]);
    expect(await latest(world)).toEqual(PATCHED);
    const { root } = world.workspace;
    const tags = (await git(root, ["tag", "--points-at", "HEAD"])).split("\n");
    expect(tags).toEqual(Object.keys(PATCHED).map((name) => `${name}@1.0.1`));
    const { releases } = (await world.convoy(["status", "--json"])).last as { releases: readonly unknown[] };
    expect(releases).toHaveLength(2);
  });

  test("a) that fails in the middle leaves nothing: no version, no tag, no commit, and the second group untouched", async () => {
    const world = await releasedOnce({ strategy });
    const before = await world.everything();
    await failAt(world, "@acme/b");
    const from = (await world.uploads()).length;
    const { exitCode, output } = await world.nx(RELEASE);
    expect([exitCode, output]).toEqual([1, expect.stringContaining("@acme/b@1.0.1: failed")]);
    expectNothingLeft(await world.everything(), before);
    const uploaded = (await world.uploads()).slice(from);
    expect(uploaded).toContain("@acme/b");
    expect(uploaded.filter((name) => /[ef]$/.test(name))).toEqual([]);
  });
});
