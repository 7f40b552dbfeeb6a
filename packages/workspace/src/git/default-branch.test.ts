import { expect, test } from "@jest/globals";
import { buildWorkspace, git, isolatedEnv, packagesOf, tempFolder, useTempFolders } from "@convoy/testkit";
import { defaultBranch } from "./default-branch.ts";

useTempFolders();

async function workspace(): Promise<{ root: string; branch: () => Promise<string> }> {
  const { root } = await buildWorkspace({ packages: packagesOf("codec") });
  return { root, branch: () => defaultBranch(root, { env: isolatedEnv(root) }) };
}

test("the default branch is what the remote calls its HEAD", async () => {
  const { root, branch } = await workspace();
  await git(root, ["push", "--quiet", "origin", "main:develop"]);
  await git(root, ["fetch", "--quiet"]);
  await git(root, ["remote", "set-head", "origin", "develop"]);
  expect(await branch()).toBe("develop");
});

test("without that, it is one of a usual name, whatever is checked out", async () => {
  const { root, branch } = await workspace();
  await git(root, ["switch", "--quiet", "--create", "chore/convoy"]);
  expect(await branch()).toBe("main");
});

test("without one of these, it is the branch that is checked out", async () => {
  const { root, branch } = await workspace();
  await git(root, ["remote", "remove", "origin"]);
  await git(root, ["branch", "--move", "develop"]);
  expect(await branch()).toBe("develop");
});

test("where there is no repository, it is main", async () => {
  const root = await tempFolder();
  expect(await defaultBranch(root, { env: isolatedEnv(root) })).toBe("main");
});
