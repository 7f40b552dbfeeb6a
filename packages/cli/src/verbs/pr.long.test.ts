import { expect, test } from "@jest/globals";
import { git, useTempFolders } from "@convoy/testkit";
import { BRANCH, hostedWorld, onHost } from "./pr.fixture.ts";

useTempFolders();

test("run again, it changes nothing", async () => {
  const world = await hostedWorld();
  await world.run("pr");
  const commit = await git(world.workspace.origin, ["rev-parse", BRANCH]);
  world.github.around = (operation, proceed) => {
    expect(operation).toMatch(/^GET /);
    return proceed();
  };
  const { stdout } = await world.run("pr");
  expect(stdout).toBe(
    "Nothing to change in pull request 1, “Release 2 packages”: https://github.com/acme/shop/pull/1\n",
  );
  expect(await onHost(world, "rev-parse", BRANCH)).toBe(commit);
});
