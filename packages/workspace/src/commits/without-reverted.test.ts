import { expect, test } from "@jest/globals";
import { parseCommit } from "./parse-commit.ts";
import { withoutReverted } from "./without-reverted.ts";

/** Messages, the newest first, each with the id `N0000000`, N being its place. */
function standing(...messages: readonly string[]): readonly string[] {
  const commits = messages.map((message, at) => ({
    id: `${at}0000000`,
    message,
    reverts: parseCommit(message).reverts,
  }));
  return withoutReverted(commits).map(({ id }) => id.slice(0, 1));
}

test("a revert and what it reverts cancel each other out", () => {
  expect(standing("fix: c", 'Revert "feat: a"\n\nThis reverts commit 20000000.', "feat: a")).toEqual(["0"]);
});

test("the revert of something older stays: it changes what was released", () => {
  expect(standing('Revert "feat: z"\n\nThis reverts commit 90000000.', "feat: a")).toEqual(["0", "1"]);
});

test("what a reverted revert had taken away is there again", () => {
  const again = 'Revert "Revert "feat: a""\n\nThis reverts commit 10000000.';
  expect(standing(again, 'Revert "feat: a"\n\nThis reverts commit 20000000.', "feat: a")).toEqual(["2"]);
});

test("by a title alone the newest commit of that title is meant, and one only", () => {
  expect(standing('Revert "fix: a"', "fix: a", "fix: a")).toEqual(["2"]);
});

test("a commit that only quotes another is no revert of it", () => {
  expect(standing("fix: a, as 20000000 was wrong", "feat: b", "feat: c")).toEqual(["0", "1", "2"]);
});
