import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  commitAll,
  git,
  isolatedEnv,
  packagesOf,
  useTempFolders,
  writeFiles,
} from "@convoy/testkit";
import { openGit } from "./open-git.ts";
import { gitOf } from "./release.fixture.ts";

useTempFolders();

test("changed files are those since the branch left, with the uncommitted and the unknown", async () => {
  const workspace = await buildWorkspace({ packages: packagesOf("codec, http") });
  const { root } = workspace;
  await git(root, ["switch", "--quiet", "-c", "topic"]);
  await writeFiles(root, { "packages/codec/new.js": "" });
  await commitAll(workspace, "feat: new");
  await git(root, ["switch", "--quiet", "main"]);
  await writeFiles(root, { "on-main.txt": "" });
  await commitAll(workspace, "feat: on main");
  await git(root, ["switch", "--quiet", "topic"]);
  await writeFiles(root, { "packages/http/index.js": "changed", 'packages/http/naïve "file".js': "" });

  expect(await (await gitOf(workspace)).changedFiles("main")).toEqual([
    "packages/codec/new.js",
    "packages/http/index.js",
    'packages/http/naïve "file".js',
  ]);
});

test("both names of a renamed file count as changed", async () => {
  const workspace = await buildWorkspace({ packages: packagesOf("codec, http") });
  await git(workspace.root, ["mv", "packages/codec/index.js", "packages/http/moved.js"]);
  expect(await (await gitOf(workspace)).changedFiles("HEAD")).toEqual([
    "packages/codec/index.js",
    "packages/http/moved.js",
  ]);
});

test("in a workspace inside a larger repository, paths are the workspace's", async () => {
  const { root } = await buildWorkspace({ packages: packagesOf("codec") });
  await writeFiles(root, { "packages/codec/new.js": "", "outside.txt": "" });
  const inner = await openGit(`${root}/packages/codec`, { env: isolatedEnv(root) });
  expect(await inner.changedFiles("HEAD")).toEqual(["new.js"]);
});

test("a ref that names no commit is refused by its name", async () => {
  const opened = await gitOf(await buildWorkspace({ packages: packagesOf("codec") }));
  for (const ref of [
    "nope",
    "",
    "--output=/tmp/canary",
    "main\n--all",
    "$(touch canary)",
    "main:package.json",
  ])
    await expect(opened.resolve(ref)).rejects.toMatchObject({ code: "GIT_UNKNOWN_REF" });
});

test("a branch, a tag and an id resolve to their commit", async () => {
  const workspace = await buildWorkspace({ packages: packagesOf("codec") });
  await git(workspace.root, ["tag", "-a", "-m", "m", "v1"]);
  const opened = await gitOf(workspace);
  const head = await opened.headCommit();
  for (const ref of ["main", "v1", "origin/main", head.slice(0, 10)])
    expect(await opened.resolve(ref)).toBe(head);
});

test("histories without a common commit are told to fetch more", async () => {
  const workspace = await buildWorkspace({ packages: packagesOf("codec") });
  const tree = await git(workspace.root, ["rev-parse", "HEAD^{tree}"]);
  const orphan = await git(workspace.root, ["commit-tree", "-m", "orphan", tree]);
  await expect((await gitOf(workspace)).changedFiles(orphan)).rejects.toMatchObject({
    code: "GIT_NO_MERGE_BASE",
    hint: expect.stringContaining("fetch-depth: 0"),
  });
});
