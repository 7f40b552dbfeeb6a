import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { cloneOf, git, snapshotOf, useTempFolders, writeFiles } from "@convoy/testkit";
import {
  codecWorkspace,
  gitOf,
  hookOrigin,
  MANIFEST,
  pushElsewhere,
  startRelease,
} from "./release.fixture.ts";

useTempFolders();
// Each test is some fifty git processes, and machines are shared.
jest.setTimeout(60_000);

const TAG = "@acme/codec@1.1.0";
const ABSENT = { remote: "absent", local: "absent" };

test("F2: killed after the push of the revert, a clone that never adopted follows it, with what others pushed", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await pushElsewhere(await cloneOf(workspace), { "other.txt": "theirs" });
  // Another clone takes the remote part back, as the first run did before it was killed.
  await (await gitOf(await cloneOf(workspace))).retract(refs);
  expect(await opened.observe(refs)).toEqual({ remote: "absent", local: "mixed" });

  await opened.retract(refs);
  expect(await opened.observe(refs)).toEqual(ABSENT);
  const { head, remoteRefs, status } = await snapshotOf(workspace);
  expect({ remoteRefs, status }).toEqual({ remoteRefs: { "refs/heads/main": head }, status: [] });
  expect(await readFile(join(workspace.root, "other.txt"), "utf8")).toBe("theirs");
  expect(await git(workspace.root, ["diff", "--name-only", refs.base, "HEAD"])).toBe("other.txt");
});

test("what others pushed on top of the release stays, and the release is reverted beneath it", async () => {
  const workspace = await codecWorkspace();
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await opened.adopt(refs);
  const other = await cloneOf(workspace);
  await pushElsewhere(other, { "other.txt": "theirs" });
  await opened.retract(refs);

  expect(await readFile(join(workspace.root, "other.txt"), "utf8")).toBe("theirs");
  expect(await git(workspace.root, ["diff", "--name-only", refs.base, "HEAD"])).toBe("other.txt");
  expect(await snapshotOf(workspace)).toMatchObject({ status: [] });
  expect(await opened.observe(refs)).toEqual(ABSENT);
});

test("killed after the push of the revert, the second run finishes the clone", async () => {
  const workspace = await codecWorkspace();
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await opened.adopt(refs);
  // Another clone takes the remote part back, as the first run did before it was killed.
  await (await gitOf(await cloneOf(workspace))).retract(refs);
  expect(await opened.observe(refs)).toEqual({ remote: "absent", local: "ours" });

  await opened.retract(refs);
  expect(await opened.observe(refs)).toEqual(ABSENT);
  expect(await snapshotOf(workspace)).toMatchObject({ status: [] });
});

test("killed between index and refs, the second run ends where one run would", async () => {
  const workspace = await codecWorkspace();
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await opened.adopt(refs);
  await git(workspace.root, ["read-tree", "-m", "-u", refs.commit, refs.base]);
  await opened.retract(refs);
  expect(await opened.observe(refs)).toEqual(ABSENT);
  expect(await snapshotOf(workspace)).toMatchObject({ status: [] });
});

test("killed while adopting, before the refs moved, the index goes back too", async () => {
  const workspace = await codecWorkspace();
  const before = await snapshotOf(workspace);
  const { git: opened, refs } = await startRelease(workspace);
  await git(workspace.root, ["add", "--all"]);
  await opened.retract(refs);
  expect((await snapshotOf(workspace)).index).toEqual(before.index);
});

test("a remote that forbids it keeps everything, and its words are in the error", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await opened.adopt(refs);
  await hookOrigin(workspace, 'echo "tags are for ever" >&2; exit 1');
  await expect(opened.retract(refs)).rejects.toMatchObject({
    code: "GIT_PUSH_REJECTED",
    message: expect.stringContaining("tags are for ever"),
  });
  expect(await opened.observe(refs)).toEqual({ remote: "ours", local: "ours" });
});

test("files that were edited since stay edited", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await opened.adopt(refs);
  await writeFiles(workspace.root, { [MANIFEST]: "mine" });
  await opened.retract(refs);
  expect(await readFile(join(workspace.root, MANIFEST), "utf8")).toBe("mine");
  expect((await snapshotOf(workspace)).status).toEqual([` M ${MANIFEST}`]);
});

test("without a remote, commits on top of the release stay and the release is reverted", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "remove", "origin"]);
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await git(workspace.root, ["commit", "--quiet", "--allow-empty", "-m", "mine"]);
  await opened.retract(refs);
  expect(await git(workspace.root, ["diff", "--name-only", refs.base, "HEAD"])).toBe("");
  expect(await snapshotOf(workspace)).toMatchObject({
    status: [],
    localRefs: expect.not.objectContaining({ [`refs/tags/${TAG}`]: expect.anything() }),
  });
});
