import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { BRANCH, world } from "./propose.fixture.ts";
import { proposeRelease } from "./propose.ts";

useTempFolders();

test("a branch that somebody moves each time is given up on, with what to do", async () => {
  const { forge, github, inOrigin, proposal } = await world();
  await proposeRelease(forge, await proposal());
  github.around = async (operation, proceed) => {
    if (operation === "POST /repos/{owner}/{repo}/git/commits")
      await inOrigin(
        "update-ref",
        `refs/heads/${BRANCH}`,
        await inOrigin("commit-tree", "main^{tree}", "-p", BRANCH, "-m", "x"),
      );
    return proceed();
  };
  await expect(proposeRelease(forge, await proposal("1.2.0\n"))).rejects.toMatchObject({
    code: "HOST_CONTENDED",
  });
});

test("a body whose marks were taken out gets its part again, above what is there", async () => {
  const { forge, github, proposal } = await world();
  await proposeRelease(forge, await proposal());
  const [pullRequest] = github.pullRequests;
  if (pullRequest === undefined) throw new Error("no pull request");
  pullRequest.body = "All mine.";
  expect(await proposeRelease(forge, await proposal())).toMatchObject({ kind: "updated" });
  expect(pullRequest.body).toMatch(/^<!-- convoy:release [^]* -->\n\nAll mine\.$/);
});

test("a pull request that was closed stays closed, and the next run opens another", async () => {
  const { forge, github, proposal } = await world();
  await proposeRelease(forge, await proposal());
  const [closed] = github.pullRequests;
  if (closed === undefined) throw new Error("no pull request");
  closed.state = "closed";
  expect(await proposeRelease(forge, await proposal())).toMatchObject({
    kind: "created",
    pullRequest: { number: 2 },
  });
  expect(github.pullRequests.map(({ state }) => state)).toEqual(["closed", "open"]);
});

test("a commit that somebody put on the branch is replaced, and named", async () => {
  const { forge, inOrigin, proposal, moveMain } = await world();
  await proposeRelease(forge, await proposal());
  const byHand = await inOrigin("commit-tree", `${BRANCH}^{tree}`, "-p", BRANCH, "-m", "by hand");
  await inOrigin("update-ref", `refs/heads/${BRANCH}`, byHand);
  await moveMain();
  expect(await proposeRelease(forge, await proposal())).toMatchObject({ kind: "updated", replaced: byHand });
});

test("a reply that was lost after the pull request was opened opens no second one", async () => {
  const { forge, github, proposal } = await world();
  const lost = { done: false };
  github.around = async (operation, proceed) => {
    const response = await proceed();
    if (operation !== "POST /repos/{owner}/{repo}/pulls" || lost.done) return response;
    lost.done = true;
    throw new Error("lost");
  };
  expect(await proposeRelease(forge, await proposal())).toMatchObject({ pullRequest: { number: 1 } });
  expect(github.pullRequests).toHaveLength(1);
});

test("when main moves on, branch and pull request are made anew from there: no conflict can arise", async () => {
  const { forge, github, inOrigin, proposal, moveMain } = await world();
  await proposeRelease(forge, await proposal());
  const moved = await moveMain();
  expect(await proposeRelease(forge, await proposal("1.2.0\n"))).toMatchObject({
    kind: "updated",
    replaced: null,
  });
  expect(await inOrigin("rev-parse", `${BRANCH}^`)).toBe(moved);
  expect(await inOrigin("show", `${BRANCH}:packages/codec/VERSION`)).toBe("1.2.0");
  expect(github.pullRequests).toHaveLength(1);
  expect(github.pullRequests[0]).toMatchObject({ state: "open", title: "Release 1.2.0" });
  expect(github.pullRequests[0]?.body).toContain("Plan of 1.2.0.");
});

test("main that moves while the run works leaves the branch to the run for the newer commit", async () => {
  const { forge, github, inOrigin, proposal, moveMain } = await world();
  const [older, rest] = [await proposal(), { done: false }];
  github.around = async (operation, proceed) => {
    if (operation !== "POST /repos/{owner}/{repo}/git/commits" || rest.done) return proceed();
    rest.done = true;
    await moveMain();
    await proposeRelease(forge, await proposal("1.2.0\n"));
    return proceed();
  };
  expect(await proposeRelease(forge, older)).toMatchObject({ kind: "outdated" });
  expect(await inOrigin("show", `${BRANCH}:packages/codec/VERSION`)).toBe("1.2.0");
  expect(github.pullRequests).toHaveLength(1);
});
