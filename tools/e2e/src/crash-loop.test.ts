import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { firstDeath } from "./crash-loop.ts";
import { recoveryDies, releaseDies } from "./crash-round.ts";
import { CrashWorld } from "./crash-world.ts";

useTempFolders();

// A few points of each kind here; every point under `npm run test:crash`.
test("F1: a staged release that dies with its push, or in its promotion, ends whole or gone", async () => {
  const world = await CrashWorld.open("staged");
  expect(await releaseDies(world, { of: "git push", at: 1, point: "landed" })).toBe(true);
  expect(await releaseDies(world, { of: "POST", at: 2, point: "landed" })).toBe(true);
});

test("F1: a direct release that dies while it versions, or in its uploads, ends whole or gone", async () => {
  const world = await CrashWorld.open("direct");
  expect(await releaseDies(world, { of: "node version-worker", at: 1, point: "amid" })).toBe(true);
  expect(await releaseDies(world, { of: "PUT", at: 2, point: "before" })).toBe(true);
});

test("F2: a rollback that dies as well ends gone", async () => {
  const world = await CrashWorld.open("staged");
  const round = recoveryDies("rollback", firstDeath("staged", "rollback"));
  expect(await round(world, { of: "git push", at: 1, point: "landed" })).toBe(true);
});
