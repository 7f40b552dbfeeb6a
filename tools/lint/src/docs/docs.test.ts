import { expect, test } from "@jest/globals";
import { faultTable, untested } from "./fault-table.ts";
import { testLinks } from "./named-tests.ts";
import { numberedTests } from "./test-names.ts";

const FILE = [
  "packages/a/src/a.test.ts",
  'test("F5 F34 a lost | reply", () => {});\ntest.each([["F5, S3: a `row`"]]);\ntest("other", () => {});\n',
] as const;

test("a test bears the numbers at the beginning of its name", () => {
  expect(numberedTests(...FILE)).toEqual([
    { path: FILE[0], numbers: ["F5", "F34"], says: "a lost | reply" },
    { path: FILE[0], numbers: ["F5", "S3"], says: "a `row`" },
  ]);
});

test("a test that stands in a describe is told with its name", () => {
  const text =
    'describe("a release", () => {\n  test("F1: dies", () => {});\n});\n\ntest("F2: alone", () => {});\n';
  expect(numberedTests("a.test.ts", text).map(({ says }) => says)).toEqual(["a release dies", "alone"]);
});

test("the table links each fault to its tests, and what has none is told", () => {
  const row = faultTable([FILE])
    .split("\n")
    .find((line) => line.startsWith("| F5 |"));
  expect(row).toContain(
    String.raw`| [a lost \| reply](../packages/a/src/a.test.ts)<br>[a ` +
      "`row`](../packages/a/src/a.test.ts) |",
  );
  expect(untested([FILE])).toHaveLength(48);
  expect(untested([FILE])).not.toContain("F34");
});

test("a page names a test by a link to its file, over two lines as well", () => {
  expect(testLinks("# Page\n\nIt [ends\nwhole](../a.test.ts), see [there](../a.ts).\n")).toEqual([
    { name: "ends whole", target: "../a.test.ts", line: 3 },
  ]);
});
