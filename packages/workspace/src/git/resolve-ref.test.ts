import { expect, test } from "@jest/globals";
import { git, isolatedEnv, tempFolder, useTempFolders } from "@convoy/testkit";
import { openGit } from "./open-git.ts";

useTempFolders();

test("a repository without a commit says so", async () => {
  const root = await tempFolder("new-repository");
  await git(root, ["init", "--quiet"]);
  const opened = await openGit(root, { env: isolatedEnv(root) });
  await expect(opened.headCommit()).rejects.toMatchObject({ code: "GIT_NO_COMMIT" });
});
