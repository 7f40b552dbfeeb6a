import { expect, jest, test } from "@jest/globals";
import { cloneOf, git, snapshotOf, useTempFolders } from "@convoy/testkit";
import { codecWorkspace, MANIFEST, pushElsewhere, startRelease } from "./release.fixture.ts";

useTempFolders();
// Each test is some fifty git processes, and machines are shared.
jest.setTimeout(60_000);

const TAG = "@acme/codec@1.1.0";
const ABSENT = { remote: "absent", local: "absent" };

test("a release that was pushed and adopted is taken back by a revert: the tree is as before", async () => {
  const workspace = await codecWorkspace();
  const before = await snapshotOf(workspace);
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await opened.adopt(refs);
  await opened.retract(refs);

  const after = await snapshotOf(workspace);
  expect(after).toMatchObject({ files: before.files, index: before.index, status: [] });
  expect(Object.keys(after.localRefs)).toEqual(Object.keys(before.localRefs));
  expect(after.remoteRefs).toEqual({ "refs/heads/main": after.head });
  expect(await git(workspace.root, ["log", "-1", "--format=%P%n%B"])).toBe(
    `${refs.commit}\nRevert "chore: release"\n\nThis reverts commit ${refs.commit}.\n`,
  );
  expect(await opened.observe(refs)).toEqual(ABSENT);
});

test("taking back what is taken back changes nothing", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await opened.adopt(refs);
  await opened.retract(refs);
  const once = await snapshotOf(workspace);
  await opened.retract(refs);
  expect(await snapshotOf(workspace)).toEqual(once);
});

test("a clone that never adopted what was pushed follows the remote to the revert, its tree as before", async () => {
  const workspace = await codecWorkspace();
  const before = await snapshotOf(workspace);
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await opened.retract(refs);
  const after = await snapshotOf(workspace);
  expect(after).toMatchObject({ files: before.files, index: before.index, status: [] });
  expect(after.remoteRefs).toEqual({ "refs/heads/main": after.head });
  expect(await opened.observe(refs)).toEqual(ABSENT);
});

test("a release that was never pushed leaves no trace in the clone", async () => {
  const workspace = await codecWorkspace();
  const { git: opened, refs } = await startRelease(workspace);
  const before = await snapshotOf(workspace);
  await opened.adopt(refs);
  await opened.retract(refs);
  const after = await snapshotOf(workspace);
  expect(after).toMatchObject({
    head: before.head,
    localRefs: before.localRefs,
    remoteRefs: before.remoteRefs,
    status: [],
  });
});

test("a later change of the same lines is a conflict, and nothing is taken back", async () => {
  const workspace = await codecWorkspace();
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  const theirs = await pushElsewhere(await cloneOf(workspace), {
    [MANIFEST]: '{"name":"@acme/codec","version":"9.0.0"}\n',
  });

  await expect(opened.retract(refs)).rejects.toMatchObject({
    code: "GIT_REVERT_CONFLICT",
    message: expect.stringContaining(MANIFEST),
    hint: expect.stringContaining(`git revert ${refs.commit}`),
  });
  expect((await snapshotOf(workspace)).remoteRefs).toMatchObject({
    "refs/heads/main": theirs,
    [`refs/tags/${TAG}`]: refs.tags[TAG],
  });
});

test("F26: a tag that somebody moved since is not ours to delete", async () => {
  const { workspace, git: opened, refs } = await startRelease();
  await opened.push(refs);
  await git(workspace.root, ["push", "--quiet", "--force", "origin", `${refs.base}:refs/tags/${TAG}`]);
  await opened.retract(refs);
  expect((await snapshotOf(workspace)).remoteRefs).toMatchObject({ [`refs/tags/${TAG}`]: refs.base });
});

test("without a remote the branch goes back to where it was", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["remote", "remove", "origin"]);
  const before = await snapshotOf(workspace);
  const { git: opened, refs } = await startRelease(workspace);
  await opened.push(refs);
  await opened.retract(refs);
  expect(await snapshotOf(workspace)).toEqual(before);
});
