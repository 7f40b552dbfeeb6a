import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "../verbs/world.fixture.ts";

useTempFolders();

async function onGithub(args: readonly string[]): Promise<Ran & { readonly summary: string }> {
  const { root } = await workspaceOf();
  const file = join(await tempFolder(), "summary.md");
  const env = { PATH: process.env["PATH"], GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file };
  const ran = await convoy(root, args, { env });
  return { ...ran, summary: await readFile(file, "utf8").catch(() => "") };
}

test("on GitHub Actions a release that is refused is an error of the run, and stands in the job summary", async () => {
  const { exitCode, stdout, summary } = await onGithub(["release"]);
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^::error title=CONFIG_MISSING::/m);
  expect(summary).toContain("CONFIG_MISSING");
});

test("under --json the runner is told on standard error, and standard output stays JSON", async () => {
  const ran = await onGithub(["release", "--json"]);
  expect(ran.stderr).toMatch(/^::error title=CONFIG_MISSING::/m);
  expect(ran.json().at(-1)).toMatchObject({ kind: "release-ended", outcome: "refused" });
});

test("what another verb refuses is an error of the run, too", async () => {
  const { exitCode, stderr } = await onGithub(["affected", "--since", "nowhere"]);
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^::error title=\w+::/m)]);
});
