import { expect, test } from "@jest/globals";
import { buildWorkspace, commitAll, git, packagesOf, useTempFolders, writeFiles } from "@convoy/testkit";
import { gitOf } from "../git/release.fixture.ts";
import { bumpedSince } from "./bumped-since.ts";
import { readWorkspace } from "./read-workspace.ts";

useTempFolders();

/** The names of what a branch has bumped that writes these files and lacks what main was given meanwhile. */
async function bumped(
  files: Readonly<Record<string, string>>,
  onMain: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const workspace = await buildWorkspace({ packages: packagesOf("codec, http") });
  const { root } = workspace;
  await git(root, ["switch", "--quiet", "-c", "topic"]);
  await git(root, ["switch", "--quiet", "main"]);
  await writeFiles(root, { "on-main.txt": "", ...onMain });
  await commitAll(workspace, "feat: on main");
  await git(root, ["switch", "--quiet", "topic"]);
  await writeFiles(root, files);
  const { packages } = await readWorkspace(root);
  return [...(await bumpedSince(await gitOf(workspace), "main", packages))];
}

const manifest = (name: string, version: string): string => JSON.stringify({ name, version });

test("a package is bumped when its version is another one than where the branch left", async () => {
  expect(await bumped({ "packages/codec/package.json": manifest("@acme/codec", "9.0.0") })).toEqual([
    "@acme/codec",
  ]);
});

test("what was released on main meanwhile was not bumped on the branch", async () => {
  expect(await bumped({}, { "packages/codec/package.json": manifest("@acme/codec", "9.0.0") })).toEqual([]);
});

test("a package that is new was not bumped", async () => {
  expect(await bumped({ "packages/new/package.json": manifest("@acme/new", "1.0.0") })).toEqual([]);
});
