import { expect, test } from "@jest/globals";
import { DEFAULT_TYPES, parseCommit } from "./parse-commit.ts";

const asks = (message: string): string => {
  const { bump, summary } = parseCommit(message);
  return `${bump}: ${summary}`;
};

test.each([
  ["feat: read UTF-16", "minor: read UTF-16"],
  ["fix(codec): read the last byte (#12)", "patch: read the last byte (#12)"],
  ["perf: read in blocks", "patch: read in blocks"],
  ["Feat(Codec, http): read UTF-16", "minor: read UTF-16"],
  ["docs: say more", "none: say more"],
  ["chore!: need Node 22", "major: need Node 22"],
  ["refactor(codec)!: drop `decode`", "major: drop `decode`"],
  [
    "feat: read UTF-16\n\nBREAKING CHANGE: `decode` is gone",
    "major: read UTF-16\n\n**Breaking:** `decode` is gone",
  ],
  ["fix: a\n\nBREAKING-CHANGE: b", "major: a\n\n**Breaking:** b"],
  ["fix: a\n\nThis is no breaking change: it was broken before.", "patch: a"],
  ["wip", "none: wip"],
  ["Merge branch 'main' into topic", "none: Merge branch 'main' into topic"],
  ["", "none: (no message)"],
])("%j asks for %j", (message, wanted) => {
  expect(asks(message)).toBe(wanted);
});

test("of a squashed commit the title is the line, and the largest bump of its list counts", () => {
  const squashed =
    "fix: the login (#31)\n\n* fix: read the cookie\n\n* feat: remember me\n\nCo-authored-by: Ada <a@b.c>";
  expect(asks(squashed)).toBe("minor: the login (#31)");
  expect(asks("feat: a (#1)\n\n* wip\n* refactor!: drop b")).toBe("major: a (#1)");
});

test("where the title of a squashed commit says nothing, its list makes the lines", () => {
  expect(asks("The login (#31)\n\n- feat: remember me\n- wip\n- fix: read the cookie")).toBe(
    "minor: remember me\nread the cookie",
  );
});

test("a revert names what it reverts, by id or by title", () => {
  const id = "676104e0000000000000000000000000000000aa";
  expect(parseCommit(`Revert "feat: a"\n\nThis reverts commit ${id}.`)).toEqual({
    bump: "patch",
    summary: 'Revert "feat: a"',
    isConventional: true,
    reverts: { ids: [id], header: "feat: a" },
  });
  expect(parseCommit("revert: a\n\nRefs: 676104e, a215868").reverts?.ids).toEqual(["676104e", "a215868"]);
  expect(parseCommit('Revert "feat: a (#12)" (#13)\n\nReverts acme/repo#12').reverts).toEqual({
    ids: [],
    header: "feat: a (#12)",
  });
});

test("a team may say what its own types ask for", () => {
  const types = { ...DEFAULT_TYPES, deps: "patch", fix: "none" } as const;
  expect(
    ["deps: a", "fix: a", "feat: a", "constructor: a"].map((one) => parseCommit(one, types).bump),
  ).toEqual(["patch", "none", "minor", "none"]);
});
