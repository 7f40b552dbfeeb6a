import { expect, test } from "@jest/globals";
import { playAll } from "./simulated/play-all.ts";

test("F49 ten thousand releases end whole or not at all, whatever happens on their way", async () => {
  const { stories } = await playAll({ count: 10_000, only: process.env["CONVOY_SEED"] });
  expect(stories).toBeGreaterThan(0);
});
