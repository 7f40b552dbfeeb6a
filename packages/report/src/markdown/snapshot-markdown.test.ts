import { expect, test } from "@jest/globals";
import { snapshotMarkdown } from "./snapshot-markdown.ts";

const PACKAGES = [
  { name: "@acme/codec", version: "0.0.0-pr-7-20261124140000" },
  { name: "@acme/http", version: "0.0.0-pr-7-20261124140000" },
];

test("the comment says how to install the snapshot, what is in it, and when it expires", () => {
  const expires = Date.UTC(2026, 11, 8, 14);
  expect(snapshotMarkdown({ tag: "pr-7", packages: PACKAGES, expires }, 10_000)).toMatchInlineSnapshot(`
"### Snapshot

2 packages of this pull request can be tried out under the dist-tag \`pr-7\`. It expires on 2026-12-08.

\`\`\`sh
npm install @acme/codec@pr-7
\`\`\`

| Package | Version |
| --- | --- |
| \`@acme/codec\` | \`0.0.0-pr-7-20261124140000\` |
| \`@acme/http\` | \`0.0.0-pr-7-20261124140000\` |
"
`);
});

test("of a large snapshot as many packages are named as fit", () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    name: `@acme/p${index}`,
    version: "0.0.0-pr-7",
  }));
  const text = snapshotMarkdown({ tag: "pr-7", packages: many, expires: null }, 2000);
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).toMatch(/\| and \d+ more \|/);
});
