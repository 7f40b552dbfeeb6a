import { expect, test } from "@jest/globals";
import {
  BareRepository,
  buildWorkspace,
  git,
  packagesOf,
  startGithub,
  useTempFolders,
  type FakeCodeHost,
} from "@convoy/testkit";
import type { Forge } from "../forge.ts";
import { openGithub } from "../github/open-github.ts";
import { proposeRelease, type Proposal, type Proposed } from "./propose.ts";
import { withdrawProposal } from "./withdraw.ts";

useTempFolders();

const BRANCH = "convoy-release/main";

interface World {
  readonly forge: Forge;
  readonly github: FakeCodeHost;
  readonly inOrigin: (...args: readonly string[]) => Promise<string>;
  /** Has the base move on, and answers its new commit. */
  readonly moveMain: () => Promise<string>;
  /** A commit with this text in its one changed file, on top of the base. */
  readonly proposal: (text?: string) => Promise<Proposal>;
}

async function world(): Promise<World> {
  const { origin } = await buildWorkspace({ packages: packagesOf("codec") });
  const github = await startGithub({ origin });
  const forge = openGithub({ api: github.url, owner: "acme", repo: "shop", token: "ghs_example" });
  const inOrigin = (...args: readonly string[]): Promise<string> => git(origin, args);
  return {
    forge,
    github,
    inOrigin,
    async moveMain() {
      const moved = await inOrigin("commit-tree", "main^{tree}", "-p", "main", "-m", "feat: more");
      await inOrigin("update-ref", "refs/heads/main", moved);
      return moved;
    },
    async proposal(text = "1.1.0\n") {
      const commit = await inOrigin("rev-parse", "main");
      return {
        base: { branch: "main", commit },
        branch: BRANCH,
        message: "chore: release 1 package",
        files: [{ path: "packages/codec/VERSION", mode: "100644", isNew: true, text }],
        tree: await treeWith(origin, text),
        title: `Release ${text.trim()}`,
        part: () => `Plan of ${text.trim()}.`,
      };
    },
  };
}

/** The tree that the one file makes of main. */
async function treeWith(origin: string, text: string): Promise<string> {
  const repository = new BareRepository(origin);
  return repository.makeTree("main", [{ path: "packages/codec/VERSION", mode: "100644", content: text }]);
}

function expectDone(proposed: Proposed): Exclude<Proposed, { kind: "outdated" }> {
  if (proposed.kind === "outdated") throw new Error("the proposal was outdated");
  return proposed;
}

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

test("a run from a commit that main has left does nothing", async () => {
  const { forge, github, inOrigin, proposal, moveMain } = await world();
  const stale = await proposal();
  const baseHead = await moveMain();
  expect(await proposeRelease(forge, stale)).toEqual({ kind: "outdated", baseHead });
  expect(github.pullRequests).toEqual([]);
  expect(await inOrigin("branch", "--list", BRANCH)).toBe("");
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
