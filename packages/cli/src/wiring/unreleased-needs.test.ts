import { expect, test } from "@jest/globals";
import { git, startEmulatorRig, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { workspaceOf } from "../verbs/world.fixture.ts";

useTempFolders();

/** What is noted of a release of `http`, which needs a `codec` that the empty channel lacks. */
async function noted(...tags: readonly string[]): Promise<readonly string[]> {
  const rig = await startEmulatorRig();
  Object.assign(process.env, rig.env);
  const { root } = await workspaceOf({
    files: { "convoy.json": JSON.stringify(rig.config) },
    changesets: [{ id: "brave-cats-jump", releases: { "@acme/http": "patch" } }],
  });
  for (const tag of tags) await git(root, ["tag", tag]);
  const ran = await convoy(root, ["plan", "--check"]);
  expect(ran.exitCode).toBe(0);
  return ran.stderr.split("\n").filter((line) => line.startsWith("note: "));
}

test("a need that the channel does not meet is told before the release", async () => {
  expect(await noted()).toEqual([
    "note: @acme/http needs @acme/codec@^1.0.0, which is not in acme/npm-releases: nobody can install it before",
  ]);
});

test("a package whose version has its tag was released, and the channel is not asked", async () => {
  expect(await noted("@acme/codec@1.0.0")).toEqual([]);
});
