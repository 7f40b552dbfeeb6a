import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { lockText, type JournalEntry } from "@convoy/engine";
import { git, useTempFolders } from "@convoy/testkit";
import { openGit } from "@convoy/workspace";
import { convoy, type Ran } from "../command.fixture.ts";
import { recordsOf } from "../wiring/records.ts";
import { leaveUnfinished, UNFINISHED, workspaceOf } from "./world.fixture.ts";

useTempFolders();

const AT = Date.UTC(2026, 0, 31, 17, 45, 1);
const STOPPED: JournalEntry = {
  kind: "paused",
  report: {
    id: UNFINISHED,
    outcome: "unfinished",
    packages: [],
    tags: [],
    commit: null,
    requests: 5,
    durationMs: 10,
  },
};
const stage = { act: "stage", name: "@acme/codec" } as const;

test("the record of a release is one document, the newest where none is named", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace, [
    { kind: "begun", effect: stage, at: AT },
    { kind: "settled", effect: stage, outcome: "ok", at: AT + 500 },
  ]);
  const base = await git(workspace.root, ["rev-parse", "HEAD"]);
  for (const args of [["report"], ["report", UNFINISHED]]) {
    const ran = await convoy(workspace.root, [...args, "--json"]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ran.json()).toEqual([
      {
        format: 1,
        id: UNFINISHED,
        verb: "release",
        state: "PLANNED",
        outcome: "unfinished",
        running: false,
        strategy: "staged",
        onFailure: "rollback",
        target: "acme/npm-releases",
        snapshot: null,
        holder: { host: "build-7", pid: 4711 },
        by: null,
        startedAt: "2026-01-31T17:45:00.000Z",
        endedAt: null,
        requests: null,
        durationMs: null,
        git: { base, branch: "main", remote: "origin", message: "chore: release 1 package" },
        commit: null,
        tags: [],
        packages: [
          {
            name: "@acme/codec",
            dir: "packages/codec",
            from: "1.0.0",
            version: "1.1.0",
            bump: "minor",
            because: [],
            after: [],
            distTag: "latest",
            distTagBefore: null,
            tag: "@acme/codec@1.1.0",
            outcome: "not-started",
            changes: "",
            steps: [{ act: "stage", from: "2026-01-31T17:45:01.000Z", to: "2026-01-31T17:45:01.500Z" }],
          },
        ],
        moments: [{ at: "2026-01-31T17:45:00.000Z", kind: "reached", state: "PLANNED" }],
        error: null,
        next: `convoy resume ${UNFINISHED}`,
      },
    ]);
  }
});

test("with --html it is a page as well, and says where", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  const ran = await convoy(workspace.root, ["report", "--html", "release.html"]);
  const path = join(workspace.root, "release.html");
  expect(ran).toMatchObject({ exitCode: 0, stderr: `note: the release as a page: ${path}\n` });
  expect(ran.stdout).toMatch(/^Release 20260131-174500-1f3a\n✗ Unfinished\. It stopped at PLANNED\./);
  expect(await readFile(path, "utf8")).toContain("<strong>Unfinished.</strong>");
});

test("a page that cannot be written is refused, and the folder that is missing is named", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  for (const verb of ["report", "plan"]) {
    const ran = await convoy(workspace.root, [verb, "--html", "no-such-folder/page.html", "--json"]);
    expect(ran.exitCode).toBe(2);
    expect(ran.json()).toEqual([
      {
        format: 1,
        error: expect.objectContaining({
          code: "PAGE_NOT_WRITTEN",
          message: expect.stringContaining("no-such-folder"),
        }),
      },
    ]);
  }
});

test("a release whose process runs is under way, and needs no command", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  const ran = await convoy(workspace.root, ["report", "--json"], { isAlive: (pid) => pid === 4711, pid: 1 });
  expect(ran.json()).toEqual([expect.objectContaining({ running: true, next: null })]);
});

test("of one that may run on another machine nothing is claimed, until it says that it stopped", async () => {
  const [open, stopped] = [await workspaceOf(), await workspaceOf()];
  await leaveUnfinished(open);
  await leaveUnfinished(stopped, [STOPPED]);
  const fromElsewhere = ({ root }: typeof open, ...args: string[]): Promise<Ran> =>
    convoy(root, args, { hostname: "laptop" });
  const document = (await fromElsewhere(open, "report", "--json")).json();
  expect(document).toMatchObject([{ running: null, next: `convoy resume ${UNFINISHED}` }]);
  const { stdout } = await fromElsewhere(open, "status");
  expect(stdout).toContain("process 4711 on build-7, perhaps running");
  expect((await fromElsewhere(stopped, "report", "--json")).json()).toMatchObject([{ running: false }]);
});

test("who carries it on is told by the lock", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace, [STOPPED]);
  const { root } = workspace;
  const { shared } = recordsOf({
    git: await openGit(root, { env: { PATH: process.env["PATH"], HOME: root } }),
  });
  const lock = lockText({ id: UNFINISHED, verb: "release" }, { host: "build-7", pid: 5 });
  expect(await shared.takeOver(null, lock)).toMatchObject({ kind: "taken" });
  const running = async (alive: number): Promise<unknown> =>
    (await convoy(root, ["report", "--json"], { isAlive: (pid) => pid === alive, pid: 1 })).json();
  expect(await running(5)).toMatchObject([{ running: true, next: null }]);
  expect(await running(0)).toMatchObject([{ running: false }]);
});

test("without the remote it is told by this clone alone, and says so", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  await git(workspace.root, ["remote", "set-url", "origin", "/nowhere"]);
  const ran = await convoy(workspace.root, ["report"]);
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toContain("note: the remote was not asked, so this is what this clone knows");
});

test("it is told whatever was left in the files", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  await writeFile(join(workspace.root, "packages/codec/package.json"), "{ half writ");
  await writeFile(join(workspace.root, "convoy.json"), "<<<<<<< HEAD");
  expect(await convoy(workspace.root, ["report"])).toMatchObject({ exitCode: 0, stderr: "" });
});

test.each([["report"], ["status", UNFINISHED], ["report", UNFINISHED]])(
  "that the remote knows no release is not said unasked: %s %s",
  async (...args) => {
    const { root } = await workspaceOf();
    await git(root, ["remote", "set-url", "origin", "/nowhere"]);
    const ran = await convoy(root, [...args, "--json"]);
    expect(ran.exitCode).toBe(2);
    expect(ran.json()).toMatchObject([{ error: { code: "GIT_REMOTE_UNREACHABLE" } }]);
  },
);

test.each([
  ["where there was no release", [], "NOTHING_RECORDED"],
  ["for one that nobody knows", ["20200101-000000-abcd"], "RELEASE_UNKNOWN"],
  ["for what is no id", ["../../etc"], "RELEASE_ID_INVALID"],
])("it is refused %s", async (_where, args, code) => {
  const { root } = await workspaceOf();
  const ran = await convoy(root, ["report", ...args, "--json"]);
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toEqual([{ format: 1, error: expect.objectContaining({ code }) }]);
});
