import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { snapshotOf, useTempFolders } from "@convoy/testkit";
import { convoy } from "../command.fixture.ts";
import { CONFIG, leaveUnfinished, UNFINISHED, workspaceOf } from "./world.fixture.ts";

useTempFolders();

/** One line of JSON; no registry was asked. */
function refusal(code: string, message: unknown = expect.any(String)): readonly unknown[] {
  return [
    {
      kind: "release-ended",
      id: null,
      outcome: "refused",
      packages: [],
      tags: [],
      commit: null,
      requests: 0,
      durationMs: 0,
      error: { code, message, hint: expect.any(String) },
      at: expect.any(Number),
    },
  ];
}

async function refused(root: string, args: readonly string[]): Promise<readonly unknown[]> {
  const { exitCode, json } = await convoy(root, [...args, "--json"]);
  expect(exitCode).toBe(2);
  return json();
}

describe.each(["release", "publish"])("%s", (verb) => {
  test("is refused while another release has not ended, even when that has used up the changesets", async () => {
    const workspace = await workspaceOf({ changesets: [], files: { "convoy.json": CONFIG } });
    await leaveUnfinished(workspace);
    const before = await snapshotOf(workspace);
    const message = `release ${UNFINISHED} (\`convoy release\` of process 4711 on build-7) has not ended`;
    expect(await refused(workspace.root, [verb])).toEqual(refusal("RELEASE_UNFINISHED", message));
    expect(await snapshotOf(workspace)).toEqual(before);
  });

  test("is refused without convoy.json", async () => {
    const { root } = await workspaceOf();
    const message = `there is no convoy.json in ${root}`;
    expect(await refused(root, [verb])).toEqual(refusal("CONFIG_MISSING", message));
  });

  test("is refused with a broken convoy.json", async () => {
    const { root } = await workspaceOf({ files: { "convoy.json": "{}" } });
    expect(await refused(root, [verb])).toEqual(refusal("CONFIG_INVALID", "target: is missing"));
  });

  test("is refused where Nx is to pack, and cannot", async () => {
    const config = JSON.stringify({ ...(JSON.parse(CONFIG) as object), packing: "nx" });
    const { root } = await workspaceOf({ files: { "convoy.json": config } });
    expect(await refused(root, [verb])).toEqual(refusal("PACKING_WITHOUT_NX"));
  });

  test("is refused with a broken manifest", async () => {
    const { root } = await workspaceOf({ files: { "convoy.json": CONFIG } });
    await writeFile(join(root, "packages/codec/package.json"), "{");
    expect(await refused(root, [verb])).toEqual(refusal("MANIFEST_INVALID"));
  });
});

test("a release with a plan that could not be carried out is refused before a registry is asked", async () => {
  const { root } = await workspaceOf({ drawing: "codec <- http <- codec", files: { "convoy.json": CONFIG } });
  expect(await refused(root, ["release"])).toEqual(refusal("PLAN_CYCLE"));
});

test("a release of nothing needs no registry and no credentials", async () => {
  const { root } = await workspaceOf({ changesets: [], files: { "convoy.json": CONFIG } });
  const ran = await convoy(root, ["release", "--json"]);
  expect(ran.exitCode).toBe(0);
  expect(ran.json()).toEqual([
    expect.objectContaining({ kind: "noted", note: expect.objectContaining({ code: "NO_CHANGESETS" }) }),
    expect.objectContaining({ kind: "release-ended", outcome: "nothing-to-do", requests: 0 }),
  ]);
});

test.each([
  [["resume"], "NOTHING_UNFINISHED"],
  [["resume", "nonsense"], "RELEASE_ID_INVALID"],
  [["rollback", "nonsense"], "RELEASE_ID_INVALID"],
])("%j of what is not there is refused before a registry is asked", async (args, code) => {
  const { root } = await workspaceOf({ files: { "convoy.json": CONFIG } });
  expect(await refused(root, args)).toEqual(refusal(code));
});

test("a resume that cannot ask the remote does not say that there is nothing to resume", async () => {
  const { root, origin } = await workspaceOf({ files: { "convoy.json": CONFIG } });
  await rm(origin, { recursive: true });
  expect(await refused(root, ["resume"])).toEqual(refusal("GIT_REMOTE_UNREACHABLE"));
});

test("version leaves the files alone while a release has not ended", async () => {
  const workspace = await workspaceOf();
  await leaveUnfinished(workspace);
  const { exitCode, stderr } = await convoy(workspace.root, ["version"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^RELEASE_UNFINISHED/);
  expect(await readFile(join(workspace.root, ".changeset/brave-cats-jump.md"), "utf8")).toContain("codec");
});

test("a refusal is told to a person with the next command", async () => {
  const { root } = await workspaceOf({ files: { "convoy.json": CONFIG } });
  expect((await convoy(root, ["resume"])).stdout).toContain(
    "NOTHING_UNFINISHED: every release that this clone and the remote know has ended\n  Run `convoy status` to see them.",
  );
});

test("where Nx cannot pack, what takes a release back does not mind", async () => {
  const config = JSON.stringify({ ...(JSON.parse(CONFIG) as object), packing: "nx" });
  const workspace = await workspaceOf({ files: { "convoy.json": config } });
  await leaveUnfinished(workspace);
  const nowhere = { PATH: process.env["PATH"], AWS_ENDPOINT_URL_CODEARTIFACT: "http://127.0.0.1:9" };
  const { json } = await convoy(workspace.root, ["rollback", UNFINISHED, "--json"], { env: nowhere });
  expect(json().at(-1)).toMatchObject({ error: { code: expect.not.stringContaining("PACKING") } });
});
