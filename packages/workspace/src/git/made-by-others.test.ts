import { expect, test } from "@jest/globals";
import { commitAll, git, snapshotOf, useTempFolders } from "@convoy/testkit";
import { codecWorkspace, gitOf, pushElsewhere, versionCodec } from "./release.fixture.ts";

useTempFolders();

test("a commit and tags of another tool are taken back, and what stood before is as it was", async () => {
  const workspace = await codecWorkspace();
  const { root } = workspace;
  await git(root, ["tag", "codec@1.0.0"]);
  const before = await snapshotOf(workspace);
  await versionCodec(workspace);
  await commitAll(workspace, "chore(release): publish");
  await git(root, ["tag", "--annotate", "codec@1.1.0", "-m", "codec@1.1.0"]);
  await git(root, ["push", "--quiet", "origin", "codec@1.1.0"]);
  const opened = await gitOf(workspace);
  const made = await opened.findMade({ commit: true, tags: ["codec@1.1.0", "codec@1.0.0", "none@1.1.0"] });
  expect(Object.keys(made.tags)).toEqual(["codec@1.1.0"]);
  await opened.retract(made);
  expect(await snapshotOf(workspace)).toEqual(before);
});

test("a commit that was pushed is reverted, never reset", async () => {
  const workspace = await codecWorkspace();
  await versionCodec(workspace);
  const commit = await pushElsewhere(workspace, {});
  const opened = await gitOf(workspace);
  await opened.retract(await opened.findMade({ commit: true, tags: [] }));
  expect(await git(workspace.origin, ["log", "-1", "--format=%s", "main"])).toBe(
    'Revert "feat: by somebody else"',
  );
  expect(await git(workspace.origin, ["rev-parse", "main~1"])).toBe(commit);
});

test("tags alone leave the commit where it is", async () => {
  const workspace = await codecWorkspace();
  await git(workspace.root, ["tag", "v1.1.0"]);
  const opened = await gitOf(workspace);
  const made = await opened.findMade({ commit: false, tags: ["v1.1.0"] });
  await opened.retract(made);
  expect([made.base === made.commit, await git(workspace.root, ["tag"])]).toEqual([true, ""]);
});

test("a first commit, or a merge, is nobody's release commit", async () => {
  const workspace = await codecWorkspace();
  const head = await git(workspace.root, ["rev-parse", "HEAD"]);
  const tree = await git(workspace.root, ["rev-parse", "HEAD^{tree}"]);
  const other = await git(workspace.root, ["commit-tree", tree, "-m", "other"]);
  const merge = await git(workspace.root, ["commit-tree", tree, "-p", head, "-p", other, "-m", "merge"]);
  await git(workspace.root, ["update-ref", "HEAD", merge]);
  const opened = await gitOf(workspace);
  await expect(opened.findMade({ commit: true, tags: [] })).rejects.toMatchObject({ code: "GIT_NOT_MADE" });
});
