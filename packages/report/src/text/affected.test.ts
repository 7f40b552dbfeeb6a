import { expect, test } from "@jest/globals";
import { type AffectedPackage, affectedMermaid, affectedText } from "./affected.ts";

const packages: readonly AffectedPackage[] = [
  { name: "@acme/codec", dir: "packages/codec", because: ["changed"], dependsOn: [] },
  {
    name: "@acme/http",
    dir: "packages/http",
    because: ["changed", "@acme/codec"],
    dependsOn: ["@acme/codec"],
  },
  { name: "@acme/app", dir: "apps/app", because: ["@acme/http"], dependsOn: ["@acme/http"] },
];

test("the affected packages are a table with the reason of each", () => {
  expect(affectedText(packages)).toMatchInlineSnapshot(`
"3 affected packages

  Package      Folder          Because
  @acme/codec  packages/codec  changed
  @acme/http   packages/http   changed; needs @acme/codec
  @acme/app    apps/app        needs @acme/http"
`);
});

test("nothing affected is one sentence", () => {
  expect(affectedText([])).toBe("No package is affected.");
});

test("the graph of the affected marks those that changed themselves", () => {
  expect(affectedMermaid(packages)).toMatchInlineSnapshot(`
"flowchart LR
  n0["@acme/codec *"]
  n1["@acme/http *"]
  n2["@acme/app"]
  n1 --> n0
  n2 --> n1"
`);
});
