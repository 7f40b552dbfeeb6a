import { expect, test } from "@jest/globals";
import { editManifest } from "./manifest-text.ts";
import { nextRange } from "./next-range.ts";

test.each([
  ["workspace:^", "2.0.0", "workspace:^"],
  ["catalog:", "2.0.0", "catalog:"],
  ["^1.0.0", "1.1.0", "^1.0.0"],
  ["^1.0.0", "2.0.0", "^2.0.0"],
  ["~1.0.0", "1.1.0", "~1.1.0"],
  ["1.0.0", "1.0.1", "1.0.1"],
  [">=1.0.0", "2.0.0", ">=1.0.0"],
  ["some/repository", "2.0.0", "some/repository"],
])("%s becomes, for %s, %s", (range, version, next) => {
  expect(nextRange(range, version)).toBe(next);
});

test("a manifest keeps its order, its indentation and its last line", () => {
  const text = '{\n\t"version": "1.0.0",\n\t"name": "a",\n\t"dependencies": {\n\t\t"b": "^1.0.0"\n\t}\n}';
  const edits = [
    { field: ["version"], value: "2.0.0" },
    { field: ["dependencies", "b"], value: "^2.0.0" },
  ] as const;
  expect(editManifest(text, edits)).toBe(text.replace("1.0.0", "2.0.0").replace("^1.0.0", "^2.0.0"));
});
