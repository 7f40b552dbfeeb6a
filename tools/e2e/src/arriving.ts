import { expect } from "@jest/globals";
import { packagesOf } from "@convoy/testkit";
import type { World } from "./world.ts";

export const PACKAGES = packagesOf("codec@1.2.0 <- http <- app, codec <- cli, log <- app");
export const CHANGESETS = [
  { id: "brave-cats-jump", releases: { "@acme/codec": "minor" as const } },
  { id: "calm-dogs-run", releases: Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const])) },
];

export async function released(world: World): ReturnType<World["convoy"]> {
  const run = await world.convoy(["release", "--json"]);
  expect(run).toMatchObject({ exitCode: 0, last: { kind: "release-ended", outcome: "done" } });
  return run;
}
