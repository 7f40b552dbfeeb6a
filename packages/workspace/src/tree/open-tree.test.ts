import { chmod, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  commitAll,
  git,
  isolatedEnv,
  packagesOf,
  snapshotOf,
  useTempFolders,
  writeFiles,
  type BuiltWorkspace,
} from "@convoy/testkit";
import { openTree, type FileTree } from "./open-tree.ts";

useTempFolders();

const MANIFEST = "packages/codec/package.json";
const CHANGELOG = "packages/codec/CHANGELOG.md";
const NAMES = [MANIFEST, CHANGELOG, "bin.sh"];

async function world(
  files: Readonly<Record<string, string>> = {},
): Promise<{ workspace: BuiltWorkspace; tree: FileTree; base: string }> {
  const workspace = await buildWorkspace({ packages: packagesOf("codec"), files });
  const tree = await openTree(workspace.root, { env: isolatedEnv(workspace.root) });
  return { workspace, tree, base: await git(workspace.root, ["rev-parse", "HEAD"]) };
}

test("only files that changed are recorded, with what they were and are", async () => {
  const { workspace, tree, base } = await world();
  await writeFiles(workspace.root, { [CHANGELOG]: "# 1.1.0\n" });
  await rm(join(workspace.root, MANIFEST));
  expect(await tree.recordChanges(base, [MANIFEST, CHANGELOG, "package.json"])).toEqual([
    { path: CHANGELOG, before: null, after: await git(workspace.root, ["hash-object", CHANGELOG]) },
    { path: MANIFEST, before: await git(workspace.root, ["rev-parse", `HEAD:${MANIFEST}`]), after: null },
  ]);
});

test("what was written is put back byte by byte, the executable bit and the index included", async () => {
  const bytes = "#!/bin/sh\r\n\u0000ünï\n\n";
  const { workspace, tree } = await world({ "bin.sh": bytes });
  await chmod(join(workspace.root, "bin.sh"), 0o755);
  const base = await commitAll(workspace, "chore: executable");
  const before = await snapshotOf(workspace);
  await writeFiles(workspace.root, { [MANIFEST]: "{}", [CHANGELOG]: "new" });
  await rm(join(workspace.root, "bin.sh"));
  await writeFile(join(workspace.root, "bin.sh"), "changed");
  const changes = await tree.recordChanges(base, NAMES);

  expect(await tree.restore(base, NAMES, changes)).toEqual([]);
  expect(await snapshotOf(workspace)).toEqual(before);
  expect(await readFile(join(workspace.root, "bin.sh"), "utf8")).toBe(bytes);
});

test("what git knows and is other now is named, whether it was committed since or not; new files are not", async () => {
  const { workspace, tree, base } = await world({ "bin.sh": "exit 0\n", "README.md": "read me\n" });
  await writeFiles(workspace.root, { "README.md": "read this\n", "notes.txt": "mine\n" });
  await rm(join(workspace.root, "bin.sh"));
  expect(await tree.differing(base)).toEqual(["README.md", "bin.sh"]);
  await commitAll(workspace, "docs: read this");
  expect(await tree.differing(base)).toEqual(["README.md", "bin.sh", "notes.txt"]);
});

test("a file that was edited since is left as it is, and named", async () => {
  const { workspace, tree, base } = await world();
  await writeFiles(workspace.root, { [MANIFEST]: "ours", [CHANGELOG]: "ours" });
  const changes = await tree.recordChanges(base, NAMES);
  await writeFiles(workspace.root, { [MANIFEST]: "theirs" });

  expect(await tree.restore(base, NAMES, changes)).toEqual([MANIFEST]);
  expect(await readFile(join(workspace.root, MANIFEST), "utf8")).toBe("theirs");
  expect((await snapshotOf(workspace)).status).toEqual([` M ${MANIFEST}`]);
});

test("without a record, every given path is put back", async () => {
  const { workspace, tree, base } = await world();
  const before = await snapshotOf(workspace);
  await writeFiles(workspace.root, { [MANIFEST]: "half writ", [CHANGELOG]: "" });
  expect(await tree.restore(base, NAMES, null)).toEqual([]);
  expect(await snapshotOf(workspace)).toEqual(before);
});

test("restoring twice is restoring once", async () => {
  const { workspace, tree, base } = await world();
  await writeFiles(workspace.root, { [MANIFEST]: "ours" });
  const changes = await tree.recordChanges(base, NAMES);
  await tree.restore(base, NAMES, changes);
  expect(await tree.restore(base, NAMES, changes)).toEqual([]);
  expect((await snapshotOf(workspace)).status).toEqual([]);
});

test("names that a shell or git would read as something else are names", async () => {
  const hostile = [
    "$(touch canary)",
    "-rf",
    'quo"te',
    '"quoted"',
    "tab\there",
    "new\nline",
    "back\\slash",
    "ünï",
  ];
  const { workspace, tree, base } = await world();
  await writeFiles(workspace.root, Object.fromEntries(hostile.map((name) => [name, "x"])));
  const changes = await tree.recordChanges(base, hostile);
  expect(changes.map(({ path }) => path)).toEqual(hostile.toSorted());
  expect(await tree.restore(base, hostile, changes)).toEqual([]);
  expect((await snapshotOf(workspace)).status).toEqual([]);
});

test("a file that is not as it was written is told, whether it was edited or is gone", async () => {
  const { workspace, tree, base } = await world();
  await writeFiles(workspace.root, { [MANIFEST]: "{}", [CHANGELOG]: "# 1.1.0", "package.json": "{}" });
  const changes = await tree.recordChanges(base, [MANIFEST, CHANGELOG, "package.json"]);
  expect(await tree.edited(changes)).toEqual([]);
  await writeFiles(workspace.root, { [MANIFEST]: "{ }" });
  await rm(join(workspace.root, CHANGELOG));
  expect(await tree.edited(changes)).toEqual([CHANGELOG, MANIFEST].toSorted());
});

test("a link in the place of a file is somebody's, and stays", async () => {
  const { workspace, tree, base } = await world();
  await rm(join(workspace.root, MANIFEST));
  await symlink("/etc/hostname", join(workspace.root, MANIFEST));
  expect(await tree.restore(base, [MANIFEST], null)).toEqual([MANIFEST]);
});

test("a path that leads out of the workspace, or into the git folder, is refused", async () => {
  const { tree, base } = await world();
  for (const path of ["../x", "/etc/passwd", "a/../../x", ".git/config", "packages/.GIT/x", "", "a//b"])
    await expect(tree.restore(base, [path], null)).rejects.toMatchObject({ code: "PATH_OUTSIDE" });
});

test("a folder on the way that is a link leads nowhere", async () => {
  const { workspace, tree, base } = await world();
  const outside = join(workspace.root, "..", "outside");
  await writeFiles(outside, { "victim.txt": "stays" });
  await symlink(outside, join(workspace.root, "linked"));
  await expect(tree.restore(base, ["linked/victim.txt"], null)).rejects.toMatchObject({
    code: "PATH_OUTSIDE",
  });
  expect(await readFile(join(outside, "victim.txt"), "utf8")).toBe("stays");
});

test("a workspace in a folder of its repository is recorded and put back by its own paths", async () => {
  const { workspace } = await world({
    "js/package.json": "{}",
    "js/.gitattributes": "*.txt text eol=crlf\n",
  });
  const root = join(workspace.root, "js");
  const base = await git(root, ["rev-parse", "HEAD"]);
  const tree = await openTree(root, { env: isolatedEnv(workspace.root) });
  await writeFiles(root, { "package.json": "changed", "packages/a/new.txt": "new\r\n" });
  const changes = await tree.recordChanges(base, ["package.json", "packages/a/new.txt"]);

  expect(changes.map(({ path }) => path)).toEqual(["package.json", "packages/a/new.txt"]);
  expect(changes[1]?.after).toBe(await git(root, ["hash-object", "packages/a/new.txt"]));
  expect(await tree.restore(base, ["package.json", "packages/a/new.txt"], changes)).toEqual([]);
  expect((await snapshotOf(workspace)).status).toEqual([]);
});
