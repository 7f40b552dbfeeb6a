import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { bothPlans, bothTrees } from "./equality.fixture.ts";

useTempFolders();

// One of them alone: `-t "seed 7$"`.
const SEEDS = Array.from({ length: 4 }, (_, index) => index + 1);

test.each(SEEDS)(
  "the versions are those of changeset status: seed %i",
  async (seed) => {
    const { ours, theirs } = await bothPlans(seed);
    expect(ours).toEqual(theirs);
  },
  30_000,
);

test.each(SEEDS.slice(0, 1))(
  "the files are those of changeset version: seed %i",
  async (seed) => {
    const { ours, theirs, unannounced } = await bothTrees(seed);
    expect(ours).toEqual(theirs);
    expect(unannounced).toEqual([]);
  },
  30_000,
);
