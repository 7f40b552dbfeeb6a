import { expect, test } from "@jest/globals";
import { startEmulatorRig, startGithub, useTempFolders, type FakeCodeHost } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders();

interface World {
  readonly github: FakeCodeHost;
  readonly release: (...args: readonly string[]) => Promise<Ran>;
}

async function world(): Promise<World> {
  const rig = await startEmulatorRig();
  const { root, origin } = await workspaceOf({
    changesets: [{ id: "brave-cats-jump", releases: { "@acme/codec": "minor" } }],
    files: { "convoy.json": JSON.stringify(rig.config) },
  });
  Object.assign(process.env, rig.env);
  const github = await startGithub({ origin });
  const env = {
    PATH: process.env["PATH"],
    HOME: root,
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...rig.env,
    ...github.env,
  };
  return { github, release: (...args) => convoy(root, ["release", "--comment", ...args], { env }) };
}

test("the pull request is told how to install its snapshot", async () => {
  const { github, release } = await world();
  expect(await release("--snapshot", "pr-7", "--pull-request", "7")).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("note: comment on pull request 7: created"),
  });
  expect(github.comments).toMatchObject([
    { on: 7, body: expect.stringContaining("npm install @acme/codec@pr-7") },
  ]);
});

test("a comment that the host does not take leaves the snapshot as it is", async () => {
  const { github, release } = await world();
  github.around = () => Promise.resolve(new Response("{}", { status: 403 }));
  expect(await release("--snapshot", "pr-7", "--pull-request", "7")).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("pull request 7 could not be told of the snapshot"),
  });
});

test("where no pull request is known, and for a release that is no snapshot, it is refused before anything begins", async () => {
  const { release } = await world();
  expect((await release("--snapshot", "pr-7")).stdout).toContain("PULL_REQUEST_UNKNOWN");
  expect(await release("--pull-request", "7")).toMatchObject({
    exitCode: 2,
    stdout: expect.stringContaining("none is asked for"),
  });
});
