import { expect, test } from "@jest/globals";
import { checkText } from "./check.ts";

const missing = [
  { name: "@acme/codec", dir: "packages/codec", because: ["changed"], dependsOn: [] },
  { name: "@acme/http", dir: "packages/http", because: ["@acme/codec"], dependsOn: ["@acme/codec"] },
];

test("a missing changeset is named with the reason and the command that adds it", () => {
  expect(checkText({ since: "origin/main", missing, covered: [] })).toMatchInlineSnapshot(`
"✗ 2 affected packages since origin/main have no changeset:

  @acme/codec  changed
  @acme/http   needs @acme/codec

Run \`convoy change\` to add one, or \`convoy change --empty\` when nothing of it needs a release."
`);
});

test("when every affected package has its changeset, one line says so", () => {
  const check = { since: "origin/main", missing: [], covered: ["@acme/codec", "@acme/http"] };
  expect(checkText(check)).toBe("✓ 2 affected packages since origin/main have a changeset.");
  expect(checkText({ ...check, covered: [] })).toBe("✓ No package to publish is affected since origin/main.");
});
