import { expect, test } from "@jest/globals";
import {
  buildWorkspace,
  commitAll,
  git,
  isolatedEnv,
  packagesOf,
  tempFolder,
  useTempFolders,
  writeFiles,
} from "@convoy/testkit";
import { cloneForRehearsal } from "./clone-for-rehearsal.ts";
import { standingOf } from "./standing.ts";

useTempFolders();

interface Watched {
  readonly root: string;
  /** What is there now and was not at the start, without the ids. */
  readonly news: () => Promise<readonly string[]>;
}

/** A clone with a commit that the remote does not have yet. */
async function watched(): Promise<Watched> {
  const workspace = await buildWorkspace({ packages: packagesOf("codec") });
  await writeFiles(workspace.root, { "note.txt": "not pushed" });
  await commitAll(workspace, "chore: not pushed");
  const env = isolatedEnv(workspace.root);
  const request = { env, commits: true, branch: "main", offline: false };
  const clone = await cloneForRehearsal(workspace.root, await tempFolder("double"), request);
  const before = await standingOf(clone, { env });
  const news = async (): Promise<readonly string[]> => {
    const now = await standingOf(clone, { env });
    return [...now].filter((line) => !before.has(line)).map((line) => line.replace(/ at [0-9a-f]{40}/, ""));
  };
  return { root: clone.root, news };
}

test("a commit that was pushed is seen, and is no more once it is reverted, whatever else went along", async () => {
  const { root, news } = await watched();
  await writeFiles(root, { "note.txt": "released" });
  await commitAll({ root }, "chore: release");
  await git(root, ["push", "--quiet", "origin", "HEAD"]);
  expect(await news()).toEqual(["refs/heads/main in the clone", "refs/heads/main on origin"]);
  await git(root, ["revert", "--no-edit", "HEAD"]);
  await git(root, ["push", "--quiet", "origin", "HEAD"]);
  expect(await news()).toEqual([]);
});

test("tags, the lock and what is not committed are seen", async () => {
  const { root, news } = await watched();
  await git(root, ["tag", "-m", "released", "@acme/codec@1.1.0"]);
  await git(root, ["push", "--quiet", "origin", "@acme/codec@1.1.0", "HEAD:refs/convoy/lock"]);
  await git(root, ["tag", "-d", "@acme/codec@1.1.0"]);
  await writeFiles(root, { "packages/codec/CHANGELOG.md": "released" });
  expect(await news()).toEqual([
    "refs/convoy/lock on origin",
    "refs/tags/@acme/codec@1.1.0 on origin",
    "?? packages/codec/CHANGELOG.md in the working tree",
  ]);
});
