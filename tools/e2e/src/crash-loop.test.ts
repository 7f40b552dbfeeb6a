import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { releaseDies } from "./crash-round.ts";
import { CrashWorld } from "./crash-world.ts";

useTempFolders();

/** It is a dozen runs of the command, of which others on the machine may make minutes. */
const LONGEST_MS = 240_000;

// One death here; one at every point of every effect, and in the recovery, under `npm run test:crash`.
test(
  "F1: a staged release that dies when its push has landed ends whole or gone",
  async () => {
    const world = await CrashWorld.open("staged");
    expect(await releaseDies(world, { of: "git push", at: 1, point: "landed" })).toBe(true);
  },
  LONGEST_MS,
);
