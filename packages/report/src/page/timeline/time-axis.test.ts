import { expect, test } from "@jest/globals";
import { timeAxis } from "./time-axis.ts";

const DAY = 86_400_000;

test("time runs from left to right in proportion", () => {
  const axis = timeAxis([0, 2500, 10_000], 1000);
  expect([0, 2500, 10_000].map((instant) => axis.x(instant))).toEqual([0, 250, 1000]);
  expect(axis.ticks.map(({ offset }) => offset)).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
});

test("a day in which nothing happened takes no room", () => {
  const axis = timeAxis([0, 5000, DAY, DAY + 5000], 1036);
  expect(axis.breaks).toEqual([{ x: 500, width: 36, milliseconds: DAY - 5000 }]);
  expect(axis.x(DAY)).toBe(536);
  expect(axis.endAround(1000)).toBe(5000);
});

test("a build that is long beside the rest is shown as long as it was", () => {
  expect(timeAxis([0, 1000, 41_000, 50_000], 1000).breaks).toEqual([]);
});

test("one moment alone is no reason to fail", () => {
  expect(timeAxis([7], 1000).x(7)).toBe(0);
  expect(timeAxis([], 1000).ticks).toHaveLength(1);
});
