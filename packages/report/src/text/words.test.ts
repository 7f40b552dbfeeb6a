import { expect, test } from "@jest/globals";
import { count, duration, someOf, wholeSeconds } from "./words.ts";

test("a count agrees with its noun", () => {
  expect([count(0, "package"), count(1, "package"), count(2, "package")]).toEqual([
    "0 packages",
    "1 package",
    "2 packages",
  ]);
});

test("a duration is as exact as a reader needs", () => {
  expect([duration(0.4), duration(340), duration(8430), duration(12_345), duration(125_000)]).toEqual([
    "0ms",
    "340ms",
    "8.4s",
    "12s",
    "2m 5s",
  ]);
  expect([wholeSeconds(999), wholeSeconds(61_500)]).toEqual(["0s", "1m 1s"]);
});

test("a long list ends in the number of what is left out", () => {
  expect(someOf(["a", "b", "c"], 2)).toBe("a, b, c");
  expect(someOf(["a", "b", "c", "d"], 2)).toBe("a, b and 2 more");
});
