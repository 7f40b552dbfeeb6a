import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { cloneOf, git, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { releasedWorld, tamper, type ReleasedWorld } from "./verify.fixture.ts";
import { CONFIG, leaveUnfinished, UNFINISHED, workspaceOf } from "./world.fixture.ts";

useTempFolders(afterAll);

let world: ReleasedWorld;

beforeAll(async () => {
  world = await releasedWorld(process.env);
});

const shown = (text: string): string => text.replaceAll(world.id, "ID").replaceAll(/[0-9a-f]{40}/g, "COMMIT");

test("the newest release is verified from any clone, with two requests a package and two to begin", async () => {
  const clone = await cloneOf(world.workspace);
  const ran = await convoy(clone.root, ["verify", "--json"]);
  const commit = await git(world.workspace.root, ["rev-parse", "HEAD"]);
  const integrity = expect.stringMatching(/^sha512-/);
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  expect(ran.json()).toEqual([
    {
      format: 1,
      release: {
        id: world.id,
        state: "DONE",
        target: "acme/npm-releases",
        commit,
        tags: ["@acme/codec@1.1.0", "@acme/http@1.0.1"],
      },
      packages: [
        { name: "@acme/codec", version: "1.1.0", integrity, distTag: "latest", ok: true },
        { name: "@acme/http", version: "1.0.1", integrity, distTag: "latest", ok: true },
      ],
      findings: [],
      requests: 6,
    },
  ]);
  expect(shown((await convoy(clone.root, ["verify", world.id])).stdout)).toMatchInlineSnapshot(`
"Release ID, in acme/npm-releases

  ✓  @acme/codec  1.1.0  latest
  ✓  @acme/http   1.0.1  latest

As released: 2 of 2 packages. 6 requests.
"
`);
});

test("S28: whoever may do no more than `setup --iam read` allows can verify, and hears what was not looked at", async () => {
  const { stdout } = await world.run("setup", "--iam", "read");
  await world.rig.allowOnly(JSON.parse(stdout) as object);
  const ran = await world.run("verify");
  await world.rig.allowOnly(null);
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toMatch(
    /^note: only what is served was looked at, and not what is stored: .*ListPackageVersionAssets.*\n$/,
  );
});

test("all that is no longer as it was released is told at once", async () => {
  await tamper(world.rig, "Archived", ["acme", "codec", "1.1.0"]);
  await git(world.workspace.root, ["push", "--quiet", "origin", ":refs/tags/@acme/http@1.0.1"]);
  const ran = await world.run("verify");
  expect(ran.exitCode).toBe(1);
  expect(shown(ran.stdout)).toMatchInlineSnapshot(`
"Release ID, in acme/npm-releases

  ✗  @acme/codec  1.1.0  latest
  ✗  @acme/http   1.0.1  latest

error: @acme/codec@1.1.0 (VERSION_HIDDEN)
  @acme/codec@1.1.0 is Archived in acme/npm-releases: no range and no dist-tag finds it
  If it is to be installed: \`aws codeartifact update-package-versions-status --domain … --repository … --format npm --namespace acme --package codec --versions 1.1.0 --target-status Published\`.

error: @acme/http@1.0.1 (RANGE_UNRESOLVED)
  @acme/http@1.0.1 needs @acme/codec@^1.1.0, of which acme/npm-releases has no version
  Publish a version in that range, or release a new version that needs another one.

error: git tag @acme/http@1.0.1 (GIT_TAG_MISSING)
  the git tag @acme/http@1.0.1 is not on the remote
  \`git push REMOTE @acme/http@1.0.1\` from a clone that has it at COMMIT puts it back.

As released: 0 of 2 packages. 3 errors, 7 requests.
"
`);
});

test("what cannot be verified is refused with what to do instead", async () => {
  const fresh = await workspaceOf({ files: { "convoy.json": CONFIG } });
  const codeOf = async (root: string, ...args: string[]): Promise<unknown> => {
    const ran = await convoy(root, ["verify", "--json", ...args]);
    const [{ error }] = ran.json() as [{ error: { code: string; hint: string } }];
    return [ran.exitCode, error.code, error.hint];
  };
  expect(await codeOf(fresh.root)).toMatchInlineSnapshot(`
[
  2,
  "NOTHING_RELEASED",
  "\`convoy verify ID\` takes one that was taken back, and a snapshot, too; \`convoy status\` lists them all.",
]
`);
  expect(await codeOf(fresh.root, "20200101-000000-0000")).toMatchInlineSnapshot(`
[
  2,
  "RELEASE_UNKNOWN",
  "Run \`convoy status\` to see the releases that are known.",
]
`);
  await leaveUnfinished(fresh);
  expect(await codeOf(fresh.root, UNFINISHED)).toMatchInlineSnapshot(`
[
  2,
  "RELEASE_UNFINISHED",
  "\`convoy report 20260131-174500-1f3a\` tells how it stands, and how it is ended.",
]
`);
});

test("a release that stands where a client is expected is told apart", async () => {
  const ran = await world.run("verify", "--install", world.id);
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringContaining("a release is named before it")]);
});
