import { expect, test } from "@jest/globals";
import { seeded, type Edit } from "./mutant.ts";

const mutant = (...edits: readonly Edit[]) => ({
  bug: "it is off by one",
  file: "a.ts",
  edits,
  killedBy: [],
});

test("each edit is made in its one place", () => {
  const bug = mutant(["a + 1", "a"], ["b + 1", "b"]);
  expect(seeded("f(a + 1, b + 1);", bug)).toBe("f(a, b);");
});

test("a text that is gone, or not the only one, is an error that names the bug and the file", () => {
  const bug = mutant(["a + 1", "a"]);
  expect(() => seeded("f(a + 2);", bug)).toThrow(
    "`it is off by one` does not apply any more: in a.ts this does not occur:\na + 1",
  );
  expect(() => seeded("f(a + 1, a + 1);", bug)).toThrow("occurs more than once");
});
