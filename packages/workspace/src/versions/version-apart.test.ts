import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  git,
  isolatedEnv,
  snapshotOf,
  useTempFolders,
  writeFiles,
  type BuiltWorkspace,
} from "@convoy/testkit";
import { versionApart, type VersionedApart } from "./version-apart.ts";
import { versionInChild, versionWorld } from "./version-world.fixture.ts";

useTempFolders();

async function versionedApart(workspace: BuiltWorkspace): Promise<VersionedApart> {
  const { root } = workspace;
  const commit = await git(root, ["rev-parse", "HEAD"]);
  const environment = isolatedEnv(dirname(root));
  return versionApart(root, { commit, environment }, new AbortController().signal);
}

test("what it answers is what `version` would commit, and the user's tree, index and refs are as before", async () => {
  const workspace = await versionWorld({ install: "lock-file" });
  const before = await snapshotOf(workspace);
  const { tree, files, lockFile } = await versionedApart(workspace);
  expect(await snapshotOf(workspace)).toEqual(before);
  expect(await readdir(join(workspace.root, ".git"))).not.toContain("worktrees");

  const { files: written } = await versionInChild(workspace);
  await git(workspace.root, ["add", "--all"]);
  expect(await git(workspace.root, ["write-tree"])).toBe(tree);
  expect(files.map(({ path }) => path)).toEqual(written);
  expect(lockFile).toBe("updated");
  expect(files[0]).toEqual({ path: ".changeset/change-1.md", mode: "000000", isNew: false, text: null });
  expect(files[1]?.text).toContain("Codecs are faster.");
});

test("it starts from the commit, not from what is not committed yet", async () => {
  const workspace = await versionWorld();
  await writeFiles(workspace.root, {
    ".changeset/later.md": '---\n"@acme/http": major\n---\n\nNot committed.\n',
  });
  const { files } = await versionedApart(workspace);
  expect(files.find(({ path }) => path === "packages/http/package.json")?.text).toContain(
    '"version": "1.0.1"',
  );
});

test("a changelog module that only the installed modules have is found", async () => {
  const workspace = await versionWorld({ config: { changelog: "own-changelog" } });
  await writeFiles(workspace.root, {
    "node_modules/own-changelog/package.json":
      '{ "name": "own-changelog", "type": "module", "exports": "./index.js" }',
    "node_modules/own-changelog/index.js":
      'export const getReleaseLine = async () => "- Own line.";\nexport const getDependencyReleaseLine = async () => "";\n',
  });
  const { files } = await versionedApart(workspace);
  expect(files.find(({ path }) => path === "packages/codec/CHANGELOG.md")?.text).toContain("- Own line.");
});

test("a workspace in a folder of its repository names its files from the top", async () => {
  const inner = await versionWorld();
  const { root } = inner;
  await git(root, ["rm", "--quiet", "-r", "--cached", "."]);
  await git(root, ["commit", "--quiet", "--allow-empty", "-m", "chore: empty"]);
  const { rename, mkdir } = await import("node:fs/promises");
  await mkdir(join(root, "js"));
  for (const name of await readdir(root))
    if (name !== ".git" && name !== "js") await rename(join(root, name), join(root, "js", name));
  await git(root, ["add", "--all"]);
  await git(root, ["commit", "--quiet", "-m", "chore: moved"]);
  const { prefix, files } = await versionedApart({ ...inner, root: join(root, "js") });
  expect(prefix).toBe("js/");
  expect(files.map(({ path }) => path)).toContain("js/packages/codec/package.json");
});
