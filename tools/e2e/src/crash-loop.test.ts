import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { firstDeath } from "./crash-loop.ts";
import { recoveryDies, releaseDies } from "./crash-round.ts";
import { CrashWorld } from "./crash-world.ts";

useTempFolders();

/** Each is a dozen runs of the command, of which others on the machine may make minutes. */
const LONGEST_MS = 240_000;

// Four deaths here; one at every point of every effect under `npm run test:crash`.
test(
  "F1: a staged release that dies when its push has landed ends whole or gone",
  async () => {
    const world = await CrashWorld.open("staged");
    expect(await releaseDies(world, { of: "git push", at: 1, point: "landed" })).toBe(true);
  },
  LONGEST_MS,
);

test(
  "F1: a direct release that dies in the middle of its uploads ends whole or gone",
  async () => {
    const world = await CrashWorld.open("direct");
    expect(await releaseDies(world, { of: "PUT", at: 2, point: "landed" })).toBe(true);
  },
  LONGEST_MS,
);

test(
  "F2: a release that dies in its promotion, and dies again while it is taken back, ends gone",
  async () => {
    const world = await CrashWorld.open("staged");
    const round = recoveryDies("rollback", firstDeath("staged", "rollback"));
    expect(await round(world, { of: "git push", at: 1, point: "landed" })).toBe(true);
  },
  LONGEST_MS,
);
