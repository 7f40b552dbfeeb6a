import { expect, test } from "@jest/globals";
import { lastWords } from "./git-error.ts";

test("the last words of git are its own, without what it says of every remote", () => {
  const stderr = `fatal: 'origin.git' does not appear to be a git repository
fatal: Could not read from remote repository.

Please make sure you have the correct access rights
and the repository exists.
`;
  expect(lastWords(stderr)).toBe("'origin.git' does not appear to be a git repository");
});

test("several lines are one, without the password of a URL", () => {
  expect(lastWords("remote: denied\nfatal: unable to access 'https://bot:secret@git.test/'\n")).toBe(
    "denied; unable to access 'https://git.test/'",
  );
});
