import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { BRANCH, expectDone, world } from "./propose.fixture.ts";
import { proposeRelease } from "./propose.ts";
import { withdrawProposal } from "./withdraw.ts";

useTempFolders();

test("a run from a commit that main has left does nothing", async () => {
  const { forge, github, inOrigin, proposal, moveMain } = await world();
  const stale = await proposal();
  const baseHead = await moveMain();
  expect(await proposeRelease(forge, stale)).toEqual({ kind: "outdated", baseHead });
  expect(github.pullRequests).toEqual([]);
  expect(await inOrigin("branch", "--list", BRANCH)).toBe("");
});

test("of two runs at once for the same commit one makes the branch, and both end with the one pull request", async () => {
  const { forge, github, inOrigin, proposal } = await world();
  const same = await proposal();
  const both = (await Promise.all([proposeRelease(forge, same), proposeRelease(forge, same)])).map(
    expectDone,
  );
  expect(github.pullRequests).toHaveLength(1);
  expect(new Set(both.map(({ pullRequest }) => pullRequest.number))).toEqual(new Set([1]));
  expect(both.map(({ replaced }) => replaced)).toEqual([null, null]);
  expect(await inOrigin("rev-parse", `${BRANCH}^`)).toBe(same.base.commit);
  const head = await inOrigin("rev-parse", BRANCH);
  expect(github.pullRequests[0]?.body).toContain(`head=${head}`);
});

test("what people wrote around Convoy's part of the body stays, and so does a title that they changed", async () => {
  const { forge, github, proposal } = await world();
  await proposeRelease(forge, await proposal());
  const [pullRequest] = github.pullRequests;
  if (pullRequest === undefined) throw new Error("no pull request");
  pullRequest.body = `Wait for @ada.\r\n\r\n${pullRequest.body.replaceAll("\n", "\r\n")}\r\n\r\n- [x] tried`;
  pullRequest.title = "The spring release";
  await proposeRelease(forge, await proposal("1.2.0\n"));
  expect(pullRequest.title).toBe("The spring release");
  expect(pullRequest.body).toMatch(
    /^Wait for @ada\.\n\n<!-- convoy:release .* -->\nPlan of 1\.2\.0\.\n<!-- .* -->\n\n- \[x\] tried$/,
  );
});

test("without a changeset left, the pull request is closed with the reason; one that is somebody's stays", async () => {
  const { forge, github, proposal } = await world();
  await proposeRelease(forge, await proposal());
  expect(await withdrawProposal(forge, { branch: BRANCH, base: "main" })).toMatchObject({ number: 1 });
  expect(github.pullRequests[0]?.state).toBe("closed");
  expect(github.comments[0]?.body).toContain("no changeset left");

  github.pullRequests.push({ number: 2, head: BRANCH, base: "main", title: "Mine", body: "", state: "open" });
  expect(await withdrawProposal(forge, { branch: BRANCH, base: "main" })).toBeNull();
  expect(github.pullRequests[1]?.state).toBe("open");
});
