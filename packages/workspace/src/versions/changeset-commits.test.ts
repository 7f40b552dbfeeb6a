import { cp, rename } from "node:fs/promises";
import { join } from "node:path";
import { getCommitsThatAddFiles as original } from "@changesets/git";
import { expect, jest, test } from "@jest/globals";
import { commitAll, tempFolder, useTempFolders, writeFiles, type BuiltWorkspace } from "@convoy/testkit";
import { filesOf, realVersion } from "../changesets/real-changesets.fixture.ts";
import { getCommitsThatAddFiles } from "./changeset-commits.ts";
import { versionInChild, versionWorld } from "./version-world.fixture.ts";

useTempFolders();
jest.setTimeout(30_000);

const PATHS = [
  "change-1",
  "plain",
  "new-name",
  "changed",
  "again",
  "pre/moved",
  "with space é",
  "fresh",
  "nowhere",
].map((id) => `.changeset/${id}.md`);

/** Changesets that were added, renamed, changed, removed and added again, moved, and never committed. */
async function worldWithHistory(): Promise<BuiltWorkspace> {
  const workspace = await versionWorld();
  const { root } = workspace;
  const change = (name: string, text = name): Record<string, string> => ({
    [`.changeset/${name}.md`]: `---\n"@acme/http": patch\n---\n\nThis is what ${text} changes, at some length.\n`,
  });
  await writeFiles(root, {
    ...change("plain"),
    ...change("old-name"),
    ...change("changed"),
    ...change("again"),
    ...change("moved"),
  });
  await commitAll(workspace, "one");
  await rename(join(root, ".changeset/old-name.md"), join(root, ".changeset/new-name.md"));
  await rename(join(root, ".changeset/again.md"), join(root, "aside.md"));
  await commitAll(workspace, "two");
  await writeFiles(root, {
    ...change("changed", "something else"),
    ...change("again", "once more"),
    ...change("with space é"),
  });
  await writeFiles(root, { ".changeset/pre/README.md": "" });
  await rename(join(root, ".changeset/moved.md"), join(root, ".changeset/pre/moved.md"));
  await commitAll(workspace, "three");
  await writeFiles(root, change("fresh"));
  return workspace;
}

test("the commits are those that changesets finds, whatever became of the files", async () => {
  const { root } = await worldWithHistory();
  const ours = await getCommitsThatAddFiles(PATHS, { cwd: root });
  expect(ours).toEqual(await original(PATHS, { cwd: root }));
  expect(ours.map((commit) => typeof commit)).toEqual([
    ...Array.from({ length: 7 }, () => "string"),
    "undefined",
    "undefined",
  ]);
});

test("in a workspace that is a part of its repository they are found too", async () => {
  const { root } = await versionWorld({
    files: { "part/.changeset/inner.md": '---\n"@acme/http": patch\n---\n\nInner.\n' },
  });
  const paths = [".changeset/inner.md", ".changeset/change-1.md"];
  const cwd = join(root, "part");
  expect(await getCommitsThatAddFiles(paths, { cwd })).toEqual(await original(paths, { cwd }));
});

test("outside of a repository there is no commit", async () => {
  expect(
    await getCommitsThatAddFiles([".changeset/a.md"], { cwd: await tempFolder("no-repository") }),
  ).toEqual([undefined]);
});

test("the version step in its child writes the changelogs that changeset version writes", async () => {
  const workspace = await worldWithHistory();
  const copy = await tempFolder("copy");
  await cp(workspace.root, copy, { recursive: true });
  await versionInChild(workspace);
  expect(await realVersion(copy, null)).toBe(true);
  expect(await filesOf(workspace.root)).toEqual(await filesOf(copy));
});
