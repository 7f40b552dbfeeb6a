import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  git,
  packagesOf,
  startGitlab,
  tempFolder,
  useTempFolders,
  type FakeCodeHost,
} from "@convoy/testkit";
import { keepComment } from "../comments/sticky-comment.ts";
import { forgeOn, releaseOf } from "../forge.fixture.ts";
import type { Forge } from "../forge.ts";
import { proposeRelease } from "../release-pull-request/propose.ts";
import { withdrawProposal } from "../release-pull-request/withdraw.ts";

useTempFolders();

interface World {
  readonly forge: Forge;
  readonly gitlab: FakeCodeHost;
  readonly inOrigin: (...args: readonly string[]) => Promise<string>;
}

async function world(options: { readonly empty?: true } = {}): Promise<World> {
  const origin = options.empty
    ? await tempFolder("origin")
    : (await buildWorkspace({ packages: packagesOf("codec") })).origin;
  const gitlab = await startGitlab({ origin });
  return { forge: await forgeOn(gitlab), gitlab, inOrigin: (...args) => git(origin, args) };
}

const FILES = [
  { path: "packages/codec/CHANGELOG.md", mode: "100644", isNew: true, text: "# Näü\n" },
  { path: "packages/codec/package.json", mode: "100644", isNew: false, text: "{}\n" },
  { path: "run.sh", mode: "100755", isNew: true, text: "#!/bin/sh\n" },
  { path: "packages/codec/README.md", mode: "000000", isNew: false, text: null },
];

const BRANCH = "convoy-release/main";

test("one request makes the commit with what is new, changed, run and removed, and the branch is it", async () => {
  const { forge, inOrigin } = await world();
  const parent = await inOrigin("rev-parse", "main");
  const commit = { branch: BRANCH, expected: null, parent, message: "chore: release", files: FILES };
  expect(await forge.commitOnto(commit)).toMatchObject({ kind: "written", verified: null });
  expect(await inOrigin("diff-tree", "-r", "--raw", "--abbrev=4", "main", BRANCH)).toMatchInlineSnapshot(`
":000000 100644 0000 f0c0 A	packages/codec/CHANGELOG.md
:100644 000000 16fd 0000 D	packages/codec/README.md
:100644 100644 8d71 0967 M	packages/codec/package.json
:000000 100755 0000 1a24 A	run.sh"
`);
  expect(await inOrigin("rev-parse", `${BRANCH}^`)).toBe(parent);
  expect(await forge.headOf(BRANCH)).toMatchObject({ parents: [parent], tree: null });
});

test("a branch that is not where it was expected to be is not written to; one that was overtaken is told", async () => {
  const { forge, gitlab, inOrigin } = await world();
  const parent = await inOrigin("rev-parse", "main");
  const commit = { branch: "main", expected: null, parent, message: "m", files: FILES };
  expect(await forge.commitOnto(commit)).toEqual({ kind: "contended" });
  expect(await inOrigin("rev-parse", "main")).toBe(parent);
  gitlab.around = async (operation, proceed) => {
    const response = await proceed();
    if (operation.startsWith("POST ")) await inOrigin("update-ref", `refs/heads/${BRANCH}`, parent);
    return response;
  };
  expect(await forge.commitOnto({ ...commit, branch: BRANCH })).toEqual({ kind: "contended" });
});

test("a merge request is opened, found unchanged, brought up to date, and closed with the reason", async () => {
  const { forge, gitlab, inOrigin } = await world();
  const proposal = {
    base: { branch: "main", commit: await inOrigin("rev-parse", "main") },
    branch: BRANCH,
    message: "chore: release",
    files: FILES,
    tree: "",
    title: "Release",
    part: () => "Plan.",
  };
  expect(await proposeRelease(forge, proposal)).toMatchObject({
    kind: "created",
    pullRequest: { number: 1 },
  });
  expect(await proposeRelease(forge, proposal)).toMatchObject({ kind: "unchanged" });
  const text = { ...proposal, title: "Release 2", part: () => "Other plan." };
  expect(await proposeRelease(forge, text)).toMatchObject({ kind: "updated" });
  expect(gitlab.pullRequests).toHaveLength(1);
  expect(gitlab.pullRequests[0]).toMatchObject({
    title: "Release 2",
    body: expect.stringContaining("Other plan."),
  });
  await withdrawProposal(forge, { branch: BRANCH, base: "main" });
  expect(gitlab.pullRequests[0]?.state).toBe("closed");
  expect(gitlab.comments).toHaveLength(1);
});

test("the sticky comment is found among many, and that of somebody else is not taken for it", async () => {
  const { forge, gitlab } = await world({ empty: true });
  const keep = (text: string): Promise<string> =>
    keepComment(forge, { pullRequest: 7, key: "check", body: () => text });
  gitlab.comments.push({ id: 1, on: 7, own: false, body: "<!-- convoy:check -->\nMine." });
  for (let id = 2; id < 130; id += 1) gitlab.comments.push({ id, on: 7, own: true, body: "Hm." });
  expect([await keep("One."), await keep("One."), await keep("Two.")]).toEqual([
    "created",
    "unchanged",
    "updated",
  ]);
  expect(gitlab.comments.at(-1)?.body).toBe("<!-- convoy:check -->\nTwo.");
});

test("a status and releases are shown, a release once", async () => {
  const { forge, gitlab, inOrigin } = await world();
  await forge.setStatus({ commit: "abc", context: "convoy/changesets", passed: false, description: "One." });
  expect(gitlab.statuses).toEqual([
    { commit: "abc", context: "convoy/changesets", state: "failed", description: "One." },
  ]);
  const one = releaseOf("@acme/codec@1.1.0", await inOrigin("rev-parse", "main"));
  expect([await forge.release(one), await forge.release(one)]).toEqual([true, false]);
  expect(await forge.releasedTags(1)).toEqual(new Set([one.tag]));
});

test("a wrong token is told with what it must be able to do", async () => {
  const { gitlab } = await world({ empty: true });
  const forge = await forgeOn({ env: { ...gitlab.env, GITLAB_TOKEN: "wrong" } });
  await expect(forge.releasedTags(1)).rejects.toMatchObject({
    code: "HOST_DENIED",
    hint: expect.stringContaining("`api`"),
  });
});
