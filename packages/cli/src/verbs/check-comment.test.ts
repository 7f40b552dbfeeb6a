import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  commitAll,
  git,
  startGithub,
  tempFolder,
  touchPackage,
  useTempFolders,
  type FakeCodeHost,
} from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders();

interface World {
  readonly github: FakeCodeHost;
  readonly head: string;
  readonly check: (...args: readonly string[]) => Promise<Ran>;
}

/** A pull request that changes http, of which no changeset speaks. */
async function world(more: Readonly<Record<string, string>> = {}): Promise<World> {
  const workspace = await workspaceOf({
    changesets: [{ id: "brave-cats-jump", releases: { "@acme/codec": "minor" } }],
  });
  const { root, origin } = workspace;
  await git(root, ["switch", "--quiet", "-c", "feature"]);
  await touchPackage(workspace, "packages/http");
  const head = await commitAll(workspace, "feat: http");
  const github = await startGithub({ origin });
  const event = join(await tempFolder("event"), "event.json");
  await writeFile(event, JSON.stringify({ pull_request: { number: 7, head: { sha: head } } }));
  const env = {
    PATH: process.env["PATH"],
    HOME: root,
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...github.env,
    GITHUB_EVENT_PATH: event,
    ...more,
  };
  return {
    github,
    head,
    check: (...args) => convoy(root, ["check", "--since", "origin/main", ...args], { env }),
  };
}

test("the pull request is told what is missing, by a comment and by a status, and the exit code says it too", async () => {
  const { github, head, check } = await world();
  expect(await check("--comment", "--status")).toMatchObject({ exitCode: 1 });
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]).toMatchObject({ on: 7, body: expect.stringContaining("- `@acme/http`") });
  expect(github.statuses).toEqual([
    { commit: head, context: "convoy/changesets", state: "failure", description: "Missing for 1 package." },
  ]);
});

test("a token that may not write, as that of a fork, is a note, and the check has its answer", async () => {
  const { github, check } = await world();
  github.around = async (operation, proceed) =>
    operation.startsWith("POST /repos/{owner}/{repo}/issues")
      ? new Response('{"message":"Resource not accessible by integration"}', {
          status: 403,
          headers: { "content-type": "application/json" },
        })
      : proceed();
  const { exitCode, stderr } = await check("--comment");
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^note: comment on pull request 7 in acme\/shop: Resource not accessible by integration/,
  );
});

test("a run for no pull request, or without a token, is refused before anything is asked", async () => {
  const without = await world({ GITHUB_EVENT_PATH: "" });
  expect((await without.check("--comment", "--json")).json()).toMatchObject([
    { error: { code: "PULL_REQUEST_UNKNOWN" } },
  ]);
  const tokenless = await world({ GITHUB_TOKEN: "" });
  expect((await tokenless.check("--comment", "--json")).json()).toMatchObject([
    { error: { code: "HOST_TOKEN_MISSING" } },
  ]);
  expect([...without.github.asked, ...tokenless.github.asked]).toEqual([]);
});
