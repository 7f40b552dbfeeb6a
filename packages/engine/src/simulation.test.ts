import { describe, expect, test } from "@jest/globals";
import { chain } from "./simulated/chain.ts";
import { playAll } from "./simulated/play-all.ts";
import { play } from "./simulated/world/simulation.ts";

test("F49 a release ends whole or not at all, whatever happens on its way", async () => {
  const { stories, outcomes } = await playAll({ count: 200, only: process.env["CONVOY_SEED"] });
  expect(stories).toBeGreaterThan(0);
  expect(ALL_OUTCOMES).toEqual(expect.arrayContaining([...outcomes.keys()]));
});

const ALL_OUTCOMES = ["done", "nothing begun", "refused", "rolled-back"];

describe.each(["staged", "direct"] as const)("a %s release of a chain", (strategy) => {
  test("in fair weather is done", async () => {
    expect(await play(1, chain(strategy))).toMatchObject({ outcome: "done", processes: 3 });
  });

  test("F41 whose scheduler forgets the order is seen by the observer: a dependent without its dependency", async () => {
    const found = await Promise.all(
      Array.from({ length: 10 }, (_, seed) => play(seed, { ...chain(strategy), unordered: true })),
    );
    const breaches = found.flatMap(({ breach }) => breach ?? []);
    expect(breaches.length).toBeGreaterThan(0);
    for (const breach of breaches)
      expect(breach).toMatch(/^I1: npm, pnpm, yarn cannot install p[12]@1\.[12]\.0: no p[01]@/);
  });

  test("is the same story again when its seed is the same", async () => {
    const [first, second] = [await play(7), await play(7)];
    expect(second.trace).toEqual(first.trace);
  });
});
