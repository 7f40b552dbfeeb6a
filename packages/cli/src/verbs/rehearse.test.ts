import { readdir } from "node:fs/promises";
import { afterEach, expect, test } from "@jest/globals";
import { snapshotOf, tempFolder, useTempFolders, writeFiles, type BuiltWorkspace } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { CONFIG, leaveUnfinished, workspaceOf } from "./world.fixture.ts";

useTempFolders();

const { TMPDIR } = process.env;
afterEach(() => {
  if (TMPDIR === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = TMPDIR;
});

const FILES = { "convoy.json": CONFIG };

async function rehearse(
  { root }: Pick<BuiltWorkspace, "root">,
  ...options: readonly string[]
): Promise<{ readonly exitCode: number; readonly document: unknown }> {
  const { exitCode, json } = await convoy(root, ["rehearse", "--json", ...options]);
  const [document] = json();
  return { exitCode, document };
}

test("a release that would arrive is told as one document, and leaves everything as it was", async () => {
  const workspace = await workspaceOf({ files: FILES });
  const before = await snapshotOf(workspace);
  const temporary = await tempFolder("temporary");
  process.env["TMPDIR"] = temporary;
  const { exitCode, document } = await rehearse(workspace, "--offline");
  expect(exitCode).toBe(0);
  const released = (name: string, version: string): object => ({ name: `@acme/${name}`, version });
  const packages = [released("codec", "1.1.0"), released("http", "1.0.1")];
  expect(document).toEqual({
    format: 1,
    outcome: "would-arrive",
    verb: "release",
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    branch: "main",
    target: "nobody/npm-releases",
    assumed: ["channel", "remote", "installs"].map((subject) => ({ subject, message: expect.any(String) })),
    release: expect.objectContaining({
      outcome: "done",
      packages: packages.map((one) => ({ ...one, outcome: "published", integrity: expect.any(String) })),
      tags: ["@acme/codec@1.1.0", "@acme/http@1.0.1"],
    }),
    artifacts: packages.map((one) => ({ ...one, size: expect.any(Number) })),
    installs: [],
    requests: expect.any(Number),
  });
  expect(await snapshotOf(workspace)).toEqual(before);
  expect(await readdir(temporary)).toEqual([]);
});

test("another release that has not ended refuses the rehearsal as it would the release", async () => {
  const workspace = await workspaceOf({ files: FILES });
  await leaveUnfinished(workspace);
  expect(await rehearse(workspace, "--offline")).toMatchObject({
    exitCode: 2,
    document: { outcome: "refused", release: { error: { code: "RELEASE_UNFINISHED" } } },
  });
});

test.each([
  ["what is not committed", ["--offline"], "GIT_DIRTY", { "note.txt": "new" }],
  ["a package to fail at that is not released", ["--offline", "--fail-at", "@acme/none"], "USAGE", {}],
])("%s is refused before anything is made", async (_, options, code, files) => {
  const workspace = await workspaceOf({ files: FILES });
  await writeFiles(workspace.root, files);
  expect(await rehearse(workspace, ...options)).toEqual({
    exitCode: 2,
    document: { format: 1, error: { code, message: expect.any(String), hint: expect.any(String) } },
  });
});

test("what there is to publish without changesets only the channel can say", async () => {
  const workspace = await workspaceOf({ files: FILES, changesets: [] });
  expect(await rehearse(workspace, "--offline")).toMatchObject({
    exitCode: 2,
    document: { error: { code: "CHANNEL_UNKNOWN" } },
  });
});
