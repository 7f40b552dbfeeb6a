import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { bothPlans, bothTrees } from "./equality.fixture.ts";

useTempFolders();

// One of them alone: `-t "seed 107$"`.
const SEEDS = Array.from({ length: 300 }, (_, index) => index + 101);

test.each(SEEDS.slice(0, 100))("the versions are those of changeset status: seed %i", async (seed) => {
  const { ours, theirs } = await bothPlans(seed);
  expect(ours).toEqual(theirs);
});

test.each(SEEDS)("the files are those of changeset version: seed %i", async (seed) => {
  const { ours, theirs, unannounced } = await bothTrees(seed);
  expect(ours).toEqual(theirs);
  expect(unannounced).toEqual([]);
});
