import { expect, test } from "@jest/globals";
import { convoy } from "./command.fixture.ts";

const VERBS = ["plan", "affected", "check", "version", "pack", "status", "emulator"];
const RUNNING = ["release", "publish", "resume", "rollback"];

test.each([...VERBS, ...RUNNING])("%s takes the options that every verb takes", async (verb) => {
  const { exitCode, stdout, stderr } = await convoy("/", [verb, "--help"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  for (const option of ["--cwd <dir>", "--json", "--verbose", "--help"]) expect(stdout).toContain(option);
});

test.each(VERBS)("%s with an unknown option is refused with one JSON document", async (verb) => {
  const ran = await convoy("/", [verb, "--bogus", "--json"]);
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toEqual([
    {
      format: 1,
      error: {
        code: "USAGE",
        message: expect.stringMatching(/^(unknown|required) option/),
        hint: `\`convoy help ${verb}\` lists what it takes.`,
      },
    },
  ]);
});

test.each(RUNNING)("%s with an unknown option ends in `release-ended`, as all its runs do", async (verb) => {
  const ran = await convoy("/", [verb, "--bogus", "--json"]);
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toEqual([
    expect.objectContaining({ kind: "release-ended", id: null, outcome: "refused", packages: [], tags: [] }),
  ]);
  expect(ran.json()).toEqual([
    expect.objectContaining({ error: expect.objectContaining({ code: "USAGE" }) }),
  ]);
});

test("without --json a mistake is told on standard error alone, with the next command", async () => {
  const { stdout, stderr } = await convoy("/", ["affected"]);
  expect(stdout).toBe("");
  expect(stderr).toBe(
    "USAGE: required option '--since <ref>' not specified\n  `convoy help affected` lists what it takes.\n",
  );
});

test("a verb that is nearly right is suggested", async () => {
  const { exitCode, stderr } = await convoy("/", ["relese"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("(Did you mean release?)");
});

test("an option before the verb is told where it belongs", async () => {
  expect((await convoy("/", ["--json", "plan"])).stderr).toContain(
    "The verb comes first: `convoy VERB --json`.",
  );
});

test("without a verb there is the help, and that is no success", async () => {
  const { exitCode, stdout, stderr } = await convoy("/", []);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("Usage: convoy");
});

test("the version is that of the tool", async () => {
  expect(await convoy("/", ["--version"])).toMatchObject({ exitCode: 0, stdout: "1.2.3\n" });
});

test("a folder that is not there is named, also to a release", async () => {
  const answered = await convoy("/", ["plan", "--cwd", "no-such-folder", "--json"]);
  expect(answered.json()).toEqual([
    {
      format: 1,
      error: expect.objectContaining({ code: "NO_FOLDER", message: "there is no folder /no-such-folder" }),
    },
  ]);
  const ran = await convoy("/", ["release", "--cwd", "no-such-folder", "--json"]);
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toEqual([
    expect.objectContaining({ kind: "release-ended", error: expect.objectContaining({ code: "NO_FOLDER" }) }),
  ]);
});
