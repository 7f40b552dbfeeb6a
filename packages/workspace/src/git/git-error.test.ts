import { expect, test } from "@jest/globals";
import { gitError, lastWords } from "./git-error.ts";

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

test("a command is named by its verb, not by the settings before it", () => {
  const result = { exitCode: 128, stdout: "", stderr: "fatal: no", timedOut: false };
  const args = ["-c", "core.bare=true", "-c", "include.path=/config", "fetch", "--quiet", "origin"];
  expect(gitError("/repo", args, result).message).toBe("`git fetch --quiet origin` ended with 128: no");
});

test("a key that git cannot use is named as such", () => {
  const stderr = "error: gpg failed to sign the data\nerror: unable to sign the tag\n";
  const result = { exitCode: 128, stdout: "", stderr, timedOut: false };
  expect(gitError("/repo", ["tag", "--sign"], result)).toMatchObject({ code: "GIT_UNSIGNED" });
});
