import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  cloneOf,
  commitAll,
  git,
  push,
  snapshotOf,
  tempFolder,
  useTempFolders,
  writeFiles,
} from "@convoy/testkit";
import { codecWorkspace, gitOf, pushElsewhere, MANIFEST } from "./release.fixture.ts";

useTempFolders();

const RELEASE = { tags: ["@acme/codec@1.1.0"], commits: true };

test("a clean clone that is up to date may release, and nothing of it changes", async () => {
  const workspace = await codecWorkspace();
  const before = await snapshotOf(workspace);
  const start = await (await gitOf(workspace)).preflight(RELEASE);

  expect(start).toEqual({
    base: before.head,
    branch: "main",
    remote: "origin",
    remoteBranch: before.head,
    kept: [],
  });
  expect(await snapshotOf(workspace)).toEqual(before);
});

test("a folder without a repository is refused", async () => {
  await expect(gitOf({ root: await tempFolder() })).rejects.toMatchObject({ code: "NOT_A_REPOSITORY" });
});

test("changed and unknown files are refused by name before a release commit", async () => {
  const workspace = await codecWorkspace();
  await writeFiles(workspace.root, { [MANIFEST]: "{}", "new file.txt": "" });
  await expect((await gitOf(workspace)).preflight(RELEASE)).rejects.toMatchObject({
    code: "GIT_DIRTY",
    message: `the working tree has changes that are not committed: ${MANIFEST}, new file.txt`,
  });
});

test("unknown files do not stand in the way of tags alone", async () => {
  const workspace = await codecWorkspace();
  await writeFiles(workspace.root, { "report.txt": "" });
  const start = await (await gitOf(workspace)).preflight({ ...RELEASE, commits: false });
  expect(start.branch).toBe("main");
});

test("a detached HEAD can be tagged, and cannot take a release commit", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["checkout", "--quiet", "--detach"]);
  const opened = await gitOf(workspace);
  expect(await opened.preflight({ ...RELEASE, commits: false })).toMatchObject({
    branch: null,
    remote: "origin",
  });
  await expect(opened.preflight(RELEASE)).rejects.toMatchObject({ code: "GIT_DETACHED" });
});

test("a merge that was begun is refused", async () => {
  const workspace = await codecWorkspace();
  await writeFiles(workspace.root, { ".git/MERGE_HEAD": "" });
  await expect((await gitOf(workspace)).preflight(RELEASE)).rejects.toMatchObject({ code: "GIT_BUSY" });
});

test("F29: a tag that stands at another commit is refused, be it here or on the remote", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["tag", "here"]);
  await git(workspace.root, ["push", "--quiet", "origin", "HEAD:refs/tags/there"]);
  await git(workspace.root, ["commit", "--quiet", "--allow-empty", "-m", "next"]);
  const opened = await gitOf(workspace);
  await expect(opened.preflight({ tags: ["here", "there", "new"], commits: true })).rejects.toMatchObject({
    code: "GIT_TAG_EXISTS",
    message: "tags stand at other commits already: here, there",
    hint: expect.stringContaining("released before"),
  });
  // The remote has lost it: another clone has taken the release back.
  await expect(opened.preflight({ tags: ["here", "new"], commits: true })).rejects.toMatchObject({
    code: "GIT_TAG_EXISTS",
    hint: expect.stringContaining("`convoy rollback ID`"),
  });
});

test("a tag at HEAD is in the way of a release commit, which would come after it", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["tag", "v1"]);
  const opened = await gitOf(workspace);
  await expect(opened.preflight({ tags: ["v1"], commits: true })).rejects.toMatchObject({
    code: "GIT_TAG_EXISTS",
  });
  expect(await opened.preflight({ tags: ["v1"], commits: false })).toMatchObject({ kept: [] });
});

test("a tag that stands at HEAD already is kept, and not made again", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["tag", "-a", "-m", "old", "one@1.0.0"]);
  await git(workspace.root, ["push", "--quiet", "origin", "one@1.0.0"]);
  const opened = await gitOf(workspace);
  const start = await opened.preflight({ tags: ["one@1.0.0", "two@1.0.0"], commits: false });
  const refs = await opened.prepare(start, {
    commit: null,
    tags: { "one@1.0.0": "m", "two@1.0.0": "m" },
    date: 1,
  });

  expect(start.kept).toEqual(["one@1.0.0"]);
  expect(Object.keys(refs.tags)).toEqual(["two@1.0.0"]);
});

test("a clone that lacks commits of the remote branch is refused", async () => {
  const workspace = await codecWorkspace();
  await pushElsewhere(await cloneOf(workspace), { "other.txt": "" });
  await expect((await gitOf(workspace)).preflight(RELEASE)).rejects.toMatchObject({ code: "GIT_BEHIND" });
});

test("commits that were not pushed yet go along with the release", async () => {
  const workspace = await codecWorkspace();
  const pushed = await git(workspace.root, ["rev-parse", "HEAD"]);
  await writeFiles(workspace.root, { "more.txt": "" });
  const base = await commitAll(workspace, "feat: more");
  expect(await (await gitOf(workspace)).preflight(RELEASE)).toMatchObject({ base, remoteBranch: pushed });
});

test("a remote that cannot be reached is named, without the password in its URL", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "set-url", "origin", "http://ada:secret@127.0.0.1:1/x.git"]);
  const refusal = (await gitOf(workspace)).preflight(RELEASE);
  await expect(refusal).rejects.toMatchObject({ code: "GIT_REMOTE_UNREACHABLE" });
  await expect(refusal).rejects.not.toThrow("secret");
});

test("the remote is the branch's own before origin, and an unknown one is refused", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "add", "fork", workspace.origin]);
  await git(workspace.root, ["config", "branch.main.remote", "fork"]);
  expect(await (await gitOf(workspace)).preflight(RELEASE)).toMatchObject({ remote: "fork" });
  await expect((await gitOf(workspace, { remote: "nope" })).preflight(RELEASE)).rejects.toMatchObject({
    code: "GIT_UNKNOWN_REMOTE",
    hint: "It has fork, origin.",
  });
});

test("several remotes of which none is meant are refused rather than passed over", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "rename", "origin", "one"]);
  await git(workspace.root, ["remote", "add", "two", workspace.origin]);
  await git(workspace.root, ["config", "--unset", "branch.main.remote"]);
  await expect((await gitOf(workspace)).preflight(RELEASE)).rejects.toMatchObject({
    code: "GIT_REMOTE_AMBIGUOUS",
  });
});

test("a git without an identity is refused before anything began", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["config", "--remove-section", "user"]);
  await git(workspace.root, ["config", "user.useConfigOnly", "true"]);
  await expect((await gitOf(workspace)).preflight(RELEASE)).rejects.toMatchObject({ code: "GIT_IDENTITY" });
});

test("an empty repository is refused", async () => {
  const root = await tempFolder();
  await mkdir(join(root, "sub"));
  await git(root, ["init", "--quiet"]);
  await expect((await gitOf({ root })).preflight(RELEASE)).rejects.toMatchObject({ code: "GIT_NO_COMMIT" });
});

test("a branch that the remote does not have yet may release", async () => {
  const workspace = await codecWorkspace();
  await push(workspace);
  await git(workspace.root, ["switch", "--quiet", "-c", "next"]);
  expect(await (await gitOf(workspace)).preflight(RELEASE)).toMatchObject({
    branch: "next",
    remoteBranch: null,
  });
});
