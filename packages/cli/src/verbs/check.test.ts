import { expect, test } from "@jest/globals";
import { commitAll, git, touchPackage, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders();

const CODEC = { changesets: [{ id: "brave-cats-jump", releases: { "@acme/codec": "minor" } }] } as const;

test("a changed package without a changeset is named, and the exit code is 1", async () => {
  const workspace = await workspaceOf(CODEC);
  await git(workspace.root, ["switch", "--quiet", "-c", "feature"]);
  await touchPackage(workspace, "packages/http");
  await commitAll(workspace, "feat: http");
  const ran = await convoy(workspace.root, ["check", "--since", "main", "--json"]);
  expect(ran.json()).toMatchObject([{ missing: [{ name: "@acme/http" }] }]);
  expect(ran.exitCode).toBe(1);
});

test("the branch of a release has used its changesets up, and lacks none", async () => {
  const workspace = await workspaceOf(CODEC);
  await git(workspace.root, ["switch", "--quiet", "-c", "release"]);
  expect(await convoy(workspace.root, ["version", "--commit"])).toMatchObject({ exitCode: 0 });
  const ran = await convoy(workspace.root, ["check", "--since", "main", "--json"]);
  expect(ran.json()).toMatchObject([{ missing: [] }]);
  expect(ran.exitCode).toBe(0);
});
