import { parseChangesetFile } from "@changesets/parse";
import { expect, test } from "@jest/globals";
import { newChangeset } from "./new-changeset.ts";

const RELEASES = [
  { name: "@acme/codec", bump: "minor" },
  { name: "http", bump: "none" },
] as const;

test("a new changeset is what changesets reads, and is called after what it says", () => {
  const { id, path, text } = newChangeset(RELEASES, "Codecs read UTF-16, too.\n\n---\nAnd more.");
  expect(id).toMatch(/^codecs-read-utf-16-[0-9a-f]{6}$/);
  expect(path).toBe(`.changeset/${id}.md`);
  expect(parseChangesetFile(text)).toEqual({
    summary: "Codecs read UTF-16, too.\n\n---\nAnd more.",
    releases: [
      { name: "@acme/codec", type: "minor" },
      { name: "http", type: "none" },
    ],
  });
});

test("to say the same again is to write the same file, and every empty one is another", () => {
  const once = (): string => newChangeset(RELEASES, "Same.").path;
  const empty = (): string => newChangeset([], "").path;
  expect(once()).toBe(once());
  expect(empty()).toMatch(/^\.changeset\/nothing-to-release-[0-9a-f]{6}\.md$/);
  expect(new Set(Array.from({ length: 8 }, empty)).size).toBeGreaterThan(1);
});

test("S23: whatever the text is, the file stays in its folder", () => {
  expect(newChangeset(RELEASES, "../../../etc/passwd /\u0000 …").path).toMatch(
    /^\.changeset\/etc-passwd-[0-9a-f]{6}\.md$/,
  );
});
