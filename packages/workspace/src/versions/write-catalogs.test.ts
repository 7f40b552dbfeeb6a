import { expect, test } from "@jest/globals";
import { withMoves } from "./write-catalogs.ts";

const TEXT = `# The workspace.
packages:
  - packages/*   # all of them

catalog:
  "@acme/codec": ^1.0.0 # ours
  left-pad: '^1.3.0'
catalogs:
  next: { "@acme/codec": "^1.0.0", react: 19.0.0 }
`;

test("the ranges move, and nothing else of the file does", () => {
  const moves = [
    { catalog: "default", name: "@acme/codec", range: "^2.0.0" },
    { catalog: "next", name: "@acme/codec", range: "^2.0.0" },
    { catalog: "default", name: "left-pad", range: "2.0.0" },
  ];
  expect(withMoves(TEXT, moves)).toBe(TEXT.replaceAll("^1.0.0", "^2.0.0").replace("'^1.3.0'", "'2.0.0'"));
});

test("the unnamed catalog may stand among the named ones, and a range that YAML would misread gets quotes", () => {
  const text = "catalogs:\n  default:\n    a: 1.0.0\n";
  expect(withMoves(text, [{ catalog: "default", name: "a", range: ">=2.0.0" }])).toBe(
    'catalogs:\n  default:\n    a: ">=2.0.0"\n',
  );
});

test("an entry that is no plain string is refused by its name", () => {
  const text = "catalog:\n  a: &range ^1.0.0\n  b: *range\n";
  expect(() => withMoves(text, [{ catalog: "default", name: "b", range: "^2.0.0" }])).toThrow(
    "pnpm-workspace.yaml: the range of b in a catalog is no plain string",
  );
});
