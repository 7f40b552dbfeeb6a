import { expect, test } from "@jest/globals";
import { findPullRequest } from "./find-pull-request.ts";

test("GitHub tells in a file: the newest commit is that of the branch, not the merge that is checked out", () => {
  const event = JSON.stringify({ pull_request: { number: 12, head: { sha: "abc" } } });
  expect(findPullRequest({ GITHUB_REF: "refs/pull/12/merge" }, event)).toEqual({ number: 12, commit: "abc" });
});

test("GitLab tells in variables, of which one is empty where no merge was made", () => {
  const env = { CI_MERGE_REQUEST_IID: "7", CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "", CI_COMMIT_SHA: "abc" };
  expect(findPullRequest(env, undefined)).toEqual({ number: 7, commit: "abc" });
});

test("a run for a push is for no pull request", () => {
  expect(findPullRequest({}, JSON.stringify({ ref: "refs/heads/main" }))).toBeUndefined();
  expect(findPullRequest({}, undefined)).toBeUndefined();
});
