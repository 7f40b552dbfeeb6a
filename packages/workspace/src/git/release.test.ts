import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { cloneOf, git, snapshotOf, useTempFolders, writeFiles } from "@convoy/testkit";
import {
  CHANGELOG,
  codecWorkspace,
  gitOf,
  hookOrigin,
  MANIFEST,
  pushElsewhere,
  startRelease,
  versionCodec,
} from "./release.fixture.ts";

useTempFolders();
// Each test is some fifty git processes, and machines are shared.
jest.setTimeout(60_000);

const TAG = "@acme/codec@1.1.0";

test("preparing makes objects alone: no ref, index or file changes", async () => {
  const workspace = await codecWorkspace();
  await versionCodec(workspace);
  const before = await snapshotOf(workspace);
  const opened = await gitOf(workspace);
  const start = { base: before.head, branch: "main", remote: "origin", remoteBranch: before.head };
  await opened.prepare(start, { commit: { message: "m", files: [MANIFEST] }, tags: { v1: "m" }, date: 1 });
  expect(await snapshotOf(workspace)).toEqual(before);
});

test("the release commit has the versioned files and nothing else, and the tag names it", async () => {
  const { workspace, refs } = await startRelease();
  const { root } = workspace;
  const changed = await git(root, ["diff-tree", "-r", "--name-status", "--no-commit-id", refs.commit]);
  expect(changed.split("\n")).toEqual(["D\t.changeset/change-1.md", `A\t${CHANGELOG}`, `M\t${MANIFEST}`]);
  expect(await git(root, ["cat-file", "-p", refs.tags[TAG] ?? ""])).toBe(
    `object ${refs.commit}\ntype commit\ntag ${TAG}\ntagger Ada Example <ada@example.invalid> 1767268800 +0000\n\n${TAG}`,
  );
});

test("a push moves the branch and the tag together, and is then seen as ours", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  expect(await opened.observe(refs)).toEqual({ remote: "absent", local: "absent" });
  expect(await opened.push(refs)).toEqual({ kind: "accepted" });

  expect(await opened.observe(refs)).toEqual({ remote: "ours", local: "absent" });
  expect((await snapshotOf(workspace)).remoteRefs).toEqual({
    "refs/heads/main": refs.commit,
    [`refs/tags/${TAG}`]: refs.tags[TAG],
  });
});

test("F27: when the branch moved meanwhile the push is rejected whole, and no tag is left behind", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  const moved = await pushElsewhere(await cloneOf(workspace), { "other.txt": "" });

  expect(await opened.push(refs)).toMatchObject({
    kind: "refused",
    error: {
      code: "GIT_PUSH_REJECTED",
      message: "origin rejected the push as a whole: refs/heads/main [rejected] (stale info)",
    },
  });
  expect((await snapshotOf(workspace)).remoteRefs).toEqual({ "refs/heads/main": moved });
});

test("F29: a tag that somebody made meanwhile rejects the push whole", async () => {
  const { workspace, git: opened, refs } = await startRelease(undefined, { tags: ["a@1.0.0", "b@1.0.0"] });
  await git(workspace.root, ["push", "--quiet", "origin", "HEAD:refs/tags/b@1.0.0"]);

  expect(await opened.push(refs)).toMatchObject({ kind: "refused", error: { code: "GIT_PUSH_REJECTED" } });
  expect(Object.keys((await snapshotOf(workspace)).remoteRefs)).toEqual([
    "refs/heads/main",
    "refs/tags/b@1.0.0",
  ]);
});

test("F30: the words of a hook that declines the push are in the refusal", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await hookOrigin(workspace, 'echo "main is frozen until Monday" >&2; exit 1');
  expect(await opened.push(refs)).toMatchObject({
    kind: "refused",
    error: {
      code: "GIT_PUSH_REJECTED",
      message: expect.stringContaining("it says: main is frozen until Monday"),
    },
  });
});

test("F28: a push whose reply is lost is unclear, and observation finds it", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  // The server is gone the moment after it has taken the push.
  await hookOrigin(workspace, "exit 0");
  await writeFiles(workspace.origin, { "hooks/post-receive": "#!/bin/sh\nkill -9 $PPID\n" });
  await chmod(join(workspace.origin, "hooks/post-receive"), 0o755);

  expect(await opened.push(refs)).toMatchObject({ kind: "unclear", error: { code: "GIT_PUSH_UNCLEAR" } });
  expect(await opened.observe(refs)).toMatchObject({ remote: "ours" });
});

test("a remote that cannot push atomically is refused", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await git(workspace.origin, ["config", "receive.advertiseAtomic", "false"]);
  expect(await opened.push(refs)).toMatchObject({ kind: "refused", error: { code: "GIT_NO_ATOMIC" } });
});

test("no hook of the repository runs", async () => {
  const workspace = await codecWorkspace();
  const canary = join(workspace.root, "..", "canary");
  const hooks = ["pre-push", "reference-transaction", "post-index-change", "post-checkout", "pre-commit"];
  for (const hook of hooks) {
    await writeFiles(workspace.root, { [`.git/hooks/${hook}`]: `#!/bin/sh\necho ${hook} >> '${canary}'\n` });
    await chmod(join(workspace.root, ".git/hooks", hook), 0o755);
  }
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await opened.adopt(refs);
  await opened.retract(refs);
  await expect(readFile(canary, "utf8")).rejects.toMatchObject({ code: "ENOENT" });
});

test("adopting brings branch, tag and index to the release, and leaves a clean tree", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await opened.adopt(refs);

  expect(await snapshotOf(workspace)).toMatchObject({
    head: refs.commit,
    branch: "main",
    status: [],
    unfinished: [],
  });
  expect(await opened.observe(refs)).toEqual({ remote: "ours", local: "ours" });
  await opened.adopt(refs);
  expect(await snapshotOf(workspace)).toMatchObject({ head: refs.commit, status: [] });
});

test("a file that was edited since is left as it is when the release is adopted", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await writeFiles(workspace.root, { [CHANGELOG]: "# edited\n" });
  await opened.adopt(refs);
  expect((await snapshotOf(workspace)).status).toEqual([` M ${CHANGELOG}`]);
  expect(await readFile(join(workspace.root, CHANGELOG), "utf8")).toBe("# edited\n");
});

test("tags alone move no branch", async () => {
  const workspace = await codecWorkspace();
  const opened = await gitOf(workspace);
  const start = await opened.preflight({ tags: [TAG], commits: false });
  const refs = await opened.prepare(start, { commit: null, tags: { [TAG]: "m" }, date: 1 });
  expect(await opened.push(refs)).toEqual({ kind: "accepted" });
  await opened.adopt(refs);
  expect(await opened.observe(refs)).toEqual({ remote: "ours", local: "ours" });
  expect((await snapshotOf(workspace)).remoteRefs).toEqual({
    "refs/heads/main": refs.base,
    [`refs/tags/${TAG}`]: refs.tags[TAG],
  });
});

test("without a remote the clone takes branch and tags in one transaction", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "remove", "origin"]);
  const { git: opened, refs } = await startRelease(workspace);
  expect(refs.remote).toBeNull();
  expect(await opened.push(refs)).toEqual({ kind: "accepted" });
  expect(await opened.observe(refs)).toEqual({ remote: "ours", local: "ours" });
  expect(await snapshotOf(workspace)).toMatchObject({ head: refs.commit, status: [] });
});

test("a lock of somebody else is refused and stays", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await writeFiles(workspace.root, { ".git/index.lock": "" });
  await expect(opened.adopt(refs)).rejects.toMatchObject({
    code: "GIT_LOCKED",
    message: `another git process holds ${join(workspace.root, ".git/index.lock")}`,
  });
  expect((await snapshotOf(workspace)).unfinished).toEqual(["index.lock"]);
});
