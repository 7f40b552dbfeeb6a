import { expect, test } from "@jest/globals";
import { changelogEntry } from "./changelog-entry.ts";

const CHANGELOG = `# @acme/codec

## 2.0.0

### Major Changes

- Faster.

\`\`\`md
## 1.9.0
\`\`\`

## 1.0.1

- Old.
`;

test("the entry of a version is what stands under its heading, code that looks like one included", () => {
  expect(changelogEntry(CHANGELOG, "2.0.0")).toBe("### Major Changes\n\n- Faster.\n\n```md\n## 1.9.0\n```");
  expect(changelogEntry(CHANGELOG, "1.0.1")).toBe("- Old.");
});

test("a version that the changelog does not have, or has only in code, has no entry", () => {
  expect(changelogEntry(CHANGELOG, "1.9.0")).toBe("");
  expect(changelogEntry(CHANGELOG, "2.0")).toBe("");
});

test("headings with a link, a date or a v are found too", () => {
  expect(changelogEntry("## [1.2.0](https://acme.example) (2026-01-31)\n- A.", "1.2.0")).toBe("- A.");
  expect(changelogEntry("# v1.2.0 - 2026-01-31\n- A.\n# v1.1.0", "1.2.0")).toBe("- A.");
});
