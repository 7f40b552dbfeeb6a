import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { leaveUnfinished, UNFINISHED, workspaceOf } from "./world.fixture.ts";

useTempFolders();

const shown = {
  id: UNFINISHED,
  state: "PLANNED",
  strategy: "staged",
  startedAt: "2026-01-31T17:45:00.000Z",
  holder: "process 4711 on build-7",
  packages: [{ name: "@acme/codec", version: "1.1.0", outcome: "not-started" }],
  tags: [],
  commit: null,
  next: `convoy resume ${UNFINISHED}`,
};

test("a release that stopped is shown with the one command that ends it", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  for (const args of [["status"], ["status", UNFINISHED]]) {
    const ran = await convoy(workspace.root, [...args, "--json"]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ran.json()).toEqual([{ format: 1, releases: [shown] }]);
  }
});

test("a release that was killed after its commit point shows the commit and the tags that stand", async () => {
  const workspace = await workspaceOf();
  const refs = { base: "b", commit: "c0ffee", branch: "main", remote: "origin", remoteBranch: "b", tags: {} };
  await leaveUnfinished(workspace, [
    { kind: "prepared", refs },
    { kind: "reached", state: "COMMITTED" },
  ]);
  const ran = await convoy(workspace.root, ["status", "--json"]);
  expect(ran.json()).toEqual([
    {
      format: 1,
      releases: [{ ...shown, state: "COMMITTED", tags: ["@acme/codec@1.1.0"], commit: "c0ffee" }],
    },
  ]);
});

test("a release whose process runs says so, and needs no command", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  const ran = await convoy(workspace.root, ["status", "--json"], { isAlive: (pid) => pid === 4711, pid: 1 });
  const going = { ...shown, holder: "process 4711 on build-7, running", next: null };
  expect(ran.json()).toEqual([{ format: 1, releases: [going] }]);
});

test("a release is found again whatever was left in the files", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  await writeFile(join(workspace.root, "packages/codec/package.json"), "{ half writ");
  await writeFile(join(workspace.root, "convoy.json"), "<<<<<<< HEAD");
  expect((await convoy(workspace.root, ["status", "--json"])).json()).toEqual([
    { format: 1, releases: [shown] },
  ]);
});

test("a clone without releases has an empty list", async () => {
  const { root } = await workspaceOf();
  expect((await convoy(root, ["status", "--json"])).json()).toEqual([{ format: 1, releases: [] }]);
});

test("an id that cannot be one is refused", async () => {
  const { root } = await workspaceOf();
  const ran = await convoy(root, ["status", "nonsense", "--json"]);
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toEqual([{ format: 1, error: expect.objectContaining({ code: "RELEASE_ID_INVALID" }) }]);
});
