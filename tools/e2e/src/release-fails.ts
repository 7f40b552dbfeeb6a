import { expect } from "@jest/globals";
import { packagesOf } from "@convoy/testkit";
import { worldOf, type Strategy } from "./world.ts";

const DRAWING = "codec@1.2.0 <- http <- app, codec <- cli, log <- app";

/** The packages of the failing release, in the order of their names. */
export const NAMES: readonly string[] = packagesOf(DRAWING)
  .map(({ name }) => name)
  .toSorted();

/**
 * One release arrives, so that there are old versions and dist-tags; the next one fails for good at `failing`, and
 * everything is compared with what was before it.
 */
export async function expectNoTrace(strategy: Strategy, failing: string): Promise<void> {
  const packages = packagesOf(DRAWING);
  const all = Object.fromEntries(packages.map(({ name }) => [name, "patch" as const]));
  const world = await worldOf({ packages, changesets: [{ id: "second", releases: all }] }, { strategy });
  expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
  const before = await world.everything();
  await world.rig.faults([
    { match: { operation: "PublishVersion", package: failing }, times: 1_000_000, do: "status:400" },
  ]);
  const run = await world.convoy(["release", "--json"]);
  expect(run).toMatchObject({
    exitCode: 1,
    last: { kind: "release-ended", outcome: "rolled-back", tags: [], commit: null },
  });
  const outcomes = run.last?.["packages"] as { name: string; outcome: string }[];
  expect(outcomes.find(({ name }) => name === failing)?.outcome).toBe("failed");
  const after = await world.everything();
  expect(after.repository).toEqual(before.repository);
  expect(after.channel).toEqual(before.channel);
  expect(after.stage).toEqual(before.stage);
}
