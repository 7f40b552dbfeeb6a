import { expect, test } from "@jest/globals";
import { planOf } from "../plan.fixture.ts";
import { checkMarkdown, type PullRequestCheck } from "./check-markdown.ts";

const codec = { name: "@acme/codec", dir: "packages/codec", because: ["changed"], dependsOn: [] };
const http = {
  name: "@acme/http",
  dir: "packages/http",
  because: ["@acme/codec"],
  dependsOn: ["@acme/codec"],
};

const nothing: PullRequestCheck = {
  since: "origin/main",
  missing: [],
  covered: [],
  affected: [],
  plan: planOf(),
};

test("what is missing comes first, with the command that adds it; then what is affected and would be released", () => {
  const check = {
    ...nothing,
    missing: [codec],
    affected: [codec, http],
    plan: planOf({ name: "@acme/http" }),
  };
  expect(checkMarkdown(check)).toMatchInlineSnapshot(`
"### Changesets

1 affected package since origin/main has no changeset:

- \`@acme/codec\`

Run \`convoy change\` to add one, or \`convoy change --empty\` when nothing of it needs a release.

\`\`\`sh
npx convoy change --patch @acme/codec --message "What has changed"
\`\`\`

If this is merged now, 1 package will be released.

| Package | Affected because | Changesets | Release |
| --- | --- | --- | --- |
| \`@acme/codec\` | changed | **missing** |  |
| \`@acme/http\` | needs \`@acme/codec\` | \`brave-cats-jump\` | \`1.0.0\` → \`1.1.0\` |
"
`);
});

test("nothing affected is one line", () => {
  expect(checkMarkdown(nothing)).toBe(
    "### Changesets\n\nNo package to publish is affected since origin/main.\n\n",
  );
});

test("S23: names and refs cannot break out of the comment, nor mention anybody", () => {
  const hostile = { name: "a`|<b>@everyone", dir: "a", because: ["changed"], dependsOn: [] };
  const lines = checkMarkdown({ ...nothing, since: "<img>@everyone", missing: [hostile] }).split("\n");
  expect(lines[2]).toBe("1 affected package since &#60;img&#62;&#64;everyone has no changeset:");
  expect(lines[4]).toBe("- `a'\\|<b>@everyone`");
});

test("it is no longer than the host takes, and says how much is left out", () => {
  const affected = Array.from({ length: 2_000 }, (_, index) => ({
    ...codec,
    name: `@acme/package-${index}`,
  }));
  const comment = checkMarkdown({ ...nothing, affected, missing: affected }, 65_536);
  expect(comment.length).toBeLessThanOrEqual(65_536);
  expect(comment).toMatch(/- and \d+ more\n/);
  expect(comment).toMatch(/\| and \d+ more \|/);
});
