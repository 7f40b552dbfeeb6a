import { expect, test } from "@jest/globals";
import type { InternalDependency } from "../model/workspace.ts";
import { admitsOncePacked, leavesRange, meansWorkspace } from "./ranges.ts";

const codec = (range: string): InternalDependency => ({ name: "codec", kind: "dependencies", range });
const catalogs = { default: { codec: "^1.0.0" }, next: { codec: "^2.0.0" } };

test.each([
  ["workspace:*", "1.0.1", true],
  ["workspace:^", "1.9.0", false],
  ["workspace:^", "2.0.0", true],
  ["workspace:~", "1.1.0", true],
  ["workspace:^1.0.0", "1.0.1", false],
  ["workspace:^1.0.0", "2.0.0", true],
  ["workspace:packages/codec", "1.0.1", true],
  ["^1.0.0", "2.0.0-next.0", true],
  [">=1.0.0 <3.0.0", "2.0.0", false],
  ["^0.9.0", "2.0.0", false],
  ["catalog:", "2.0.0", true],
  ["catalog:default", "1.1.0", false],
  ["npm:codec@^1.0.0", "2.0.0", true],
  ["workspace:codec@^", "2.0.0", true],
  ["latest", "2.0.0", false],
])("%s leaves its range when 1.0.0 becomes %s: %s", (range, to, leaves) => {
  expect(leavesRange(codec(range), { from: "1.0.0", to }, catalogs)).toBe(leaves);
});

test.each([
  ["workspace:^", true],
  ["workspace:^1.0.0", true],
  ["^1.0.0", true],
  [">=1.0.0", true],
  [">1.0.0", false],
  [">1.0.0 <3.0.0", true],
  ["catalog:", false],
  ["catalog:next", true],
  ["npm:codec@^1.0.0", false],
  ["workspace:codec@^1.0.0", false],
  ["workspace:codec@*", true],
  ["latest", true],
])("after a version step %s admits 2.0.0: %s", (range, admits) => {
  expect(admitsOncePacked(codec(range), "2.0.0", { catalogs, rewrites: true })).toBe(admits);
});

test("without a version step a stated range must hold as it is", () => {
  const admits = (range: string): boolean => admitsOncePacked(codec(range), "2.0.0", { rewrites: false });
  expect([admits("workspace:^1.0.0"), admits(">1.0.0"), admits("workspace:*")]).toEqual([false, true, true]);
});

test("a range that the workspace's version does not satisfy means a version from the registry", () => {
  const means = (range: string): boolean => meansWorkspace(codec(range), "2.0.0");
  expect(["^1.0.0", "^2.0.0", "workspace:^1.0.0", "latest", "file:../codec"].map(means)).toEqual([
    false,
    true,
    true,
    false,
    true,
  ]);
});
