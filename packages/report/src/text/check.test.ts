import { expect, test } from "@jest/globals";
import { checkMarkdown, checkText } from "./check.ts";

const missing = [
  { name: "@acme/codec", dir: "packages/codec", because: ["changed"], dependsOn: [] },
  { name: "@acme/http", dir: "packages/http", because: ["@acme/codec"], dependsOn: ["@acme/codec"] },
];

test("a missing changeset is named with the reason and the command that adds it", () => {
  expect(checkText({ since: "origin/main", missing, covered: [] })).toMatchInlineSnapshot(`
"✗ 2 affected packages since origin/main have no changeset:

  @acme/codec  changed
  @acme/http   needs @acme/codec

Run \`npx changeset\` to add one, or \`npx changeset --empty\` when nothing of it needs a release."
`);
});

test("when every affected package has its changeset, one line says so", () => {
  const check = { since: "origin/main", missing: [], covered: ["@acme/codec", "@acme/http"] };
  expect(checkText(check)).toBe("✓ 2 affected packages since origin/main have a changeset.");
  expect(checkText({ ...check, covered: [] })).toBe("✓ No package to publish is affected since origin/main.");
});

test("the comment for a pull request is a Markdown table", () => {
  expect(checkMarkdown({ since: "origin/main", missing, covered: [] })).toMatchInlineSnapshot(`
"### Changesets

2 affected packages since origin/main have no changeset:

| Package | Because |
| --- | --- |
| \`@acme/codec\` | changed |
| \`@acme/http\` | needs \`@acme/codec\` |

Run \`npx changeset\` to add one, or \`npx changeset --empty\` when nothing of it needs a release.
"
`);
});

test("names and refs cannot break out of the comment, nor mention anybody", () => {
  const hostile = [{ name: "a`|<b>@everyone", dir: "a", because: ["changed"], dependsOn: [] }];
  const lines = checkMarkdown({ since: "<img>@everyone", missing: hostile, covered: [] }).split("\n");
  expect(lines[2]).toBe("1 affected package since &#60;img&#62;&#64;everyone has no changeset:");
  expect(lines[6]).toBe("| `a'\\|<b>@everyone` | changed |");
});
