import { pathToFileURL } from "node:url";
import { expect, jest, test } from "@jest/globals";
import {
  buildWorkspace,
  commitAll,
  git,
  isolatedEnv,
  packagesOf,
  push,
  tempFolder,
  useTempFolders,
  writeFiles,
  type BuiltWorkspace,
} from "@convoy/testkit";
import { openClone } from "../git/clone.ts";
import { readWorkspace } from "../packages/read-workspace.ts";
import { changesFromCommits, type ChangesFromCommits } from "./changes-from-commits.ts";
import type { CommitTypes } from "./parse-commit.ts";

useTempFolders();
jest.setTimeout(30_000);

const tagOf = (name: string, version: string): string => `${name}@${version}`;

/** codec and http, both released at 1.0.0, by their tags. */
async function released(): Promise<BuiltWorkspace> {
  const workspace = await buildWorkspace({ packages: packagesOf("codec <- http") });
  for (const name of ["codec", "http"]) await git(workspace.root, ["tag", `@acme/${name}@1.0.0`]);
  return workspace;
}

/** Commits a change of these files, and answers the commit. */
async function commit(
  workspace: BuiltWorkspace,
  message: string,
  ...files: readonly string[]
): Promise<string> {
  const now = await git(workspace.root, ["rev-list", "--count", "HEAD"]);
  await writeFiles(workspace.root, Object.fromEntries(files.map((file) => [file, `${message}${now}`])));
  return commitAll(workspace, message);
}

async function changesOf(
  { root }: Pick<BuiltWorkspace, "root">,
  types: CommitTypes = {},
): Promise<ChangesFromCommits> {
  const clone = await openClone(root, { env: isolatedEnv(root) });
  return changesFromCommits(clone, await readWorkspace(root), { tagOf, types });
}

/** A line for each change: its bumps and its summary. */
async function told(workspace: Pick<BuiltWorkspace, "root">): Promise<readonly string[]> {
  const { changes } = await changesOf(workspace);
  return changes.map(({ summary, bumps }) => {
    const names = Object.entries(bumps).map(([name, bump]) => `${name.replace("@acme/", "")} ${bump}`);
    return `${names.join(", ")}: ${summary}`;
  });
}

const CODEC = "packages/codec/src/a.js";
const HTTP = "packages/http/src/a.js";

test("a commit counts for the packages that it touches, and what touches none for none", async () => {
  const workspace = await released();
  await commit(workspace, "feat: read UTF-16", CODEC);
  await commit(workspace, "fix: the last byte", CODEC, HTTP, "README.md");
  await commit(workspace, "feat: a new pipeline", ".github/workflows/ci.yml");
  await commit(workspace, "chore: tidy", HTTP);
  expect(await told(workspace)).toEqual([
    "codec minor: read UTF-16",
    "codec patch, http patch: the last byte",
  ]);
});

test("every package has its own last release", async () => {
  const workspace = await released();
  await commit(workspace, "feat: one", CODEC, HTTP);
  await writeFiles(workspace.root, {
    "packages/codec/package.json": JSON.stringify({ name: "@acme/codec", version: "1.1.0" }),
  });
  await commitAll(workspace, "chore: release 1 package");
  await git(workspace.root, ["tag", "-a", "-m", "codec", "@acme/codec@1.1.0"]);
  await commit(workspace, "fix: two", CODEC, HTTP);
  expect(await told(workspace)).toEqual(["http minor: one", "codec patch, http patch: two"]);
});

test("without tags, the commit that wrote the version is the last release; who never had one has all its history", async () => {
  const workspace = await released();
  await commit(workspace, "feat: one", CODEC, HTTP);
  const manifest = { name: "@acme/codec", version: "1.1.0" };
  await writeFiles(workspace.root, { "packages/codec/package.json": JSON.stringify(manifest, null, 2) });
  await commitAll(workspace, "chore: release 1 package");
  await git(workspace.root, ["tag", "-d", "@acme/codec@1.0.0", "@acme/http@1.0.0"]);
  await commit(workspace, "fix: two", CODEC, HTTP);
  expect(await told(workspace)).toEqual(["http minor: one", "codec patch, http patch: two"]);
});

test("what was merged counts as the commits that it brings, and nothing counts twice", async () => {
  const workspace = await released();
  await git(workspace.root, ["switch", "--quiet", "-c", "topic"]);
  await commit(workspace, "feat!: drop `decode`", CODEC);
  await git(workspace.root, ["switch", "--quiet", "main"]);
  await commit(workspace, "fix: on main", HTTP);
  await git(workspace.root, ["merge", "--quiet", "--no-ff", "-m", "feat: the topic (#3)", "topic"]);
  expect((await told(workspace)).toSorted()).toEqual(["codec major: drop `decode`", "http patch: on main"]);
});

test("a team's own types of commits come on top of the usual ones", async () => {
  const workspace = await released();
  await commit(workspace, "deps: left-pad 2", CODEC);
  await commit(workspace, "fix: the last byte", HTTP);
  const { changes } = await changesOf(workspace, { deps: "patch" });
  expect(changes.map(({ summary }) => summary)).toEqual(["left-pad 2", "the last byte"]);
});

test("below 1.0.0 what breaks asks for a minor", async () => {
  const packages = packagesOf("codec").map((one) => ({ ...one, version: "0.3.0" }));
  const workspace = await buildWorkspace({ packages });
  await git(workspace.root, ["tag", "@acme/codec@0.3.0"]);
  await commit(workspace, "feat!: drop `decode`", CODEC);
  expect(await told(workspace)).toEqual(["codec minor: drop `decode`"]);
});

test("a reverted commit asks for nothing, and what has no conventional form is noted", async () => {
  const workspace = await released();
  await commit(workspace, "feat: one", CODEC);
  await git(workspace.root, ["revert", "--no-edit", "HEAD"]);
  const id = await commit(workspace, "try \u001b[31msomething", HTTP);
  expect(await changesOf(workspace)).toEqual({
    changes: [],
    notes: [`1 commit has no conventional message, and asks for no release: ${id.slice(0, 7)} try something`],
  });
});

test("a shallow clone is refused: the history is not there", async () => {
  const workspace = await released();
  await commit(workspace, "feat: one", CODEC);
  await push(workspace);
  const root = await tempFolder("shallow");
  await git(root, ["clone", "--quiet", "--depth=1", pathToFileURL(workspace.origin).href, "."]);
  await expect(changesOf({ root })).rejects.toMatchObject({ code: "GIT_SHALLOW" });
});
