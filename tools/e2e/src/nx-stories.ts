import { expect } from "@jest/globals";
import { git } from "@convoy/testkit";
import { CHANNEL, type Everything } from "./world.ts";
import { nxWorldOf, type NxWorld, type NxWorldOptions } from "./nx-world.ts";

export const NAMES: readonly string[] = ["a", "b", "c", "d", "e", "f"].map((name) => `@acme/${name}`);
export const RELEASE: readonly string[] = ["release", "patch", "--yes"];

type Environment = Readonly<Record<string, string>>;

/** A world whose first versions are out. */
export async function releasedOnce(options: NxWorldOptions = {}): Promise<NxWorld> {
  const world = await nxWorldOf(options);
  expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
  return world;
}

async function failAt(world: NxWorld, name: string): Promise<void> {
  await world.rig.faults([
    { match: { operation: "PublishVersion", package: name }, times: 1_000_000, do: "status:400" },
  ]);
}

/** `nx release` releases both groups as one, and leaves the tags where Nx makes them. */
export async function expectArrived(options: NxWorldOptions, env: Environment = {}): Promise<NxWorld> {
  const world = await releasedOnce(options);
  const { exitCode, output } = await world.nx(RELEASE, env);
  expect([exitCode, output]).toEqual([0, expect.stringContaining("@acme/e")]);
  const channel = await world.rig.snapshotOf(CHANNEL);
  const latest = Object.entries(channel).map(([name, { distTags }]) => [name, distTags["latest"]]);
  expect(latest).toEqual(NAMES.map((name) => [name, "1.0.1"]));
  const tags = (await git(world.workspace.root, ["tag", "--points-at", "HEAD"])).split("\n");
  expect(tags).toEqual(NAMES.map((name) => `${name}@1.0.1`));
  const { releases } = (await world.convoy(["status", "--json"])).last as {
    readonly releases: readonly { readonly packages: readonly unknown[] }[];
  };
  expect(releases.map(({ packages }) => packages.length)).toEqual([6, 6]);
  return world;
}

/** A failure in the middle of the first group leaves no trace, and nothing of the second group was sent. */
export async function expectNoTrace(options: NxWorldOptions, env: Environment = {}): Promise<void> {
  const world = await releasedOnce(options);
  const before = await world.everything();
  const from = (await world.uploads()).length;
  await failAt(world, "@acme/b");
  const { exitCode, output } = await world.nx(RELEASE, env);
  expect([exitCode, output]).toEqual([1, expect.stringContaining("@acme/b")]);
  expectAsBefore(await world.everything(), before);
  const uploaded = (await world.uploads()).slice(from);
  expect(uploaded).toContain("@acme/b");
  expect(uploaded.filter((name) => /[ef]$/.test(name))).toEqual([]);
}

export function expectAsBefore(after: Everything, before: Everything): void {
  expect(after.channel).toEqual(before.channel);
  expect(after.stage).toEqual(before.stage);
  expect(after.repository).toEqual(before.repository);
}
