import { access, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { expect, test } from "@jest/globals";
import {
  addChangeset,
  commitAll,
  isolatedEnv,
  pathWithYarn,
  tempFolder,
  unusedRights,
  useTempFolders,
  writeFiles,
  type EmulatorRig,
  type Policy,
} from "@convoy/testkit";
import type { VerifyDocument } from "@convoy/report";
import { convoy } from "../command.fixture.ts";
import { CHANNEL, releasedWorld, tamper, type ReleasedWorld } from "./verify.fixture.ts";

useTempFolders();

interface Verified {
  readonly exitCode: number;
  readonly document: VerifyDocument;
  readonly codes: readonly string[];
  readonly stderr: string;
}

async function verify({ run }: ReleasedWorld, ...args: readonly string[]): Promise<Verified> {
  const { exitCode, json, stderr } = await run("verify", "--json", ...args);
  const [document] = json() as [VerifyDocument];
  return {
    exitCode,
    document,
    stderr,
    codes: document.findings.map(({ code, subject }) => `${code} ${subject}`),
  };
}

/** Publishes and tags as somebody does who does not know better. */
async function npm(rig: EmulatorRig, args: readonly string[], manifest: object = {}): Promise<void> {
  const folder = await tempFolder("somebody");
  const files = { "package.json": JSON.stringify(manifest), ".npmrc": await rig.npmrcFor(CHANNEL) };
  await writeFiles(folder, files);
  await promisify(execFile)("npm", args, { cwd: folder, env: isolatedEnv(folder) });
}

test("what was released is installed by real clients, and nothing is left of that", async () => {
  const world = await releasedWorld(process.env);
  const path = await pathWithYarn();
  const programs = await tempFolder("programs");
  const seen = join(programs, "seen");
  const yarnThatTellsWhere = `#!/bin/sh\npwd > "${seen}"\nPATH="${path}" exec yarn "$@"\n`;
  await writeFile(join(programs, "yarn"), yarnThatTellsWhere, { mode: 0o755 });
  const env = { PATH: `${programs}${delimiter}${path}`, HOME: world.workspace.root };
  for (const client of ["pnpm", "npm", "yarn"]) {
    const ran = await convoy(world.workspace.root, ["verify", "--json", "--install", client], { env });
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ran.json()).toMatchObject([{ installed: { client, packages: 2 } }]);
  }
  expect((await verify(world, "--install")).document.installed?.client).toBe("pnpm");
  const project = (await readFile(seen, "utf8")).trim();
  expect(project).toContain("convoy-install-");
  await expect(access(dirname(project))).rejects.toThrow("ENOENT");
});

test("what was done to a release since is found", async () => {
  const world = await releasedWorld(process.env);
  const { rig } = world;

  await npm(rig, ["publish"], { name: "@acme/codec", version: "1.0.0-old", publishConfig: { tag: "old" } });
  await npm(rig, ["dist-tag", "add", "@acme/codec@1.0.0-old", "latest"]);
  const behind = await verify(world, "--install");
  expect(behind).toMatchObject({ exitCode: 1, codes: ["DIST_TAG_BEHIND @acme/codec@1.1.0"] });
  expect(behind.document.installed?.packages).toBe(2);

  await tamper(rig, "delete", ["acme", "codec", "1.1.0"]);
  const deleted = await verify(world, "--install");
  expect(deleted).toMatchObject({
    exitCode: 1,
    codes: ["VERSION_MISSING @acme/codec@1.1.0", "RANGE_UNRESOLVED @acme/http@1.0.1"],
    stderr: "note: nothing was installed: pnpm cannot install what is not there as it was released\n",
  });

  await npm(rig, ["publish"], { name: "@acme/codec", version: "1.1.0" });
  const replaced = await verify(world);
  expect(replaced).toMatchObject({ exitCode: 1, codes: ["INTEGRITY_DIFFERS @acme/codec@1.1.0"] });
});

test("what a client cannot install is a finding with its words", async () => {
  const world = await releasedWorld(process.env);
  await world.rig.faults([
    { match: { plane: "npm", operation: "GetTarball" }, times: 1000, do: "status:404" },
  ]);
  const { exitCode, codes, document } = await verify(world, "--install", "npm");
  expect({ exitCode, codes, installed: document.installed }).toEqual({
    exitCode: 1,
    codes: ["INSTALL_FAILED npm"],
    installed: undefined,
  });
  expect(document.findings[0]?.hint).toBe("");
  expect(document.findings[0]?.message).toMatch(/^npm could not install the 2 packages from http:.*\n.*404/s);
});

test("of a release that was taken back nothing may be left, until its versions are released again", async () => {
  const world = await releasedWorld(process.env);
  const { rig, id } = world;
  expect(await world.run("rollback", id)).toMatchObject({ exitCode: 0 });
  expect((await world.run("verify", id)).stdout).toMatch(/\nNothing is left of 2 packages\. 6 requests\.\n$/);
  expect((await world.run("verify")).stderr).toContain("NOTHING_RELEASED");
  expect((await world.run("verify", id, "--install")).stderr).toContain("VERIFY_NOTHING_TO_INSTALL");

  await npm(rig, ["publish"], { name: "@acme/codec", version: "1.1.0" });
  expect(await verify(world, id)).toMatchObject({
    exitCode: 1,
    codes: ["VERSION_LEFT @acme/codec@1.1.0", "DIST_TAG_LEFT @acme/codec@1.1.0"],
  });

  await tamper(rig, "delete", ["acme", "codec", "1.1.0"]);
  expect(await world.run("release")).toMatchObject({ exitCode: 0 });
  const { exitCode, document } = await verify(world, id);
  expect({ exitCode, packages: document.packages }).toEqual({ exitCode: 0, packages: [] });
});

test("S28: what rehearse and verify look at is what `--iam rehearse` allows, and no right of it is idle", async () => {
  const world = await releasedWorld(process.env);
  await addChangeset(world.workspace, { id: "next", releases: { "@acme/http": "patch" } });
  await commitAll(world.workspace, "feat: next");
  await tamper(world.rig, "Unlisted", ["acme", "codec", "1.1.0"]);
  const policy = JSON.parse((await world.run("setup", "--iam", "rehearse")).stdout) as Policy;
  await world.rig.allowOnly(policy);
  const verified = await world.run("verify");
  const asked = await world.rig.askedPermissions();
  await world.rig.allowOnly(null);
  await tamper(world.rig, "Published", ["acme", "codec", "1.1.0"]);
  await world.rig.allowOnly(policy);
  const rehearsed = await world.run("rehearse", "--json");
  const idle = unusedRights(policy, [...asked, ...(await world.rig.askedPermissions())]);
  expect(verified.stdout).toContain("@acme/codec@1.1.0 is Unlisted in acme/npm-releases");
  expect(verified.stderr).toBe("");
  expect(rehearsed.json()).toMatchObject([{ outcome: "would-arrive" }]);
  expect(idle).toEqual([]);
});
