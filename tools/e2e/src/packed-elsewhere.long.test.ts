import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { cloneOf, packagesOf, tempFolder, useTempFolders, type BuiltWorkspace } from "@convoy/testkit";
import { worldOf, type World } from "./world.ts";

useTempFolders(afterAll);

let world: World;
let folder: string;
/** Another machine, which has nothing but the commit and the folder. */
let clone: BuiltWorkspace;

beforeAll(async () => {
  world = await worldOf({ packages: packagesOf("codec <- http") });
  folder = await tempFolder("packed");
  const packed = await world.convoy(["pack", "--all", "--out", folder], { env: { AWS_ACCESS_KEY_ID: "" } });
  if (packed.exitCode !== 0) throw new Error(packed.stderr);
  clone = await cloneOf(world.workspace);
});

const publish = (from: string): ReturnType<World["convoy"]> =>
  world.convoy(["publish", "--from", from, "--json"], { cwd: clone.root });

/** The folder with something else in it. */
async function copyWith(change: (folder: string) => Promise<void>): Promise<string> {
  const copy = await tempFolder("changed");
  for (const file of ["convoy-pack.json", "acme-codec-1.0.0.tgz", "acme-http-1.0.0.tgz"])
    await writeFile(join(copy, file), await readFile(join(folder, file)));
  await change(copy);
  return copy;
}

test("S18: a tarball that is not the one that was packed ends the release before anything is uploaded", async () => {
  const changed = await copyWith((copy) => appendFile(join(copy, "acme-http-1.0.0.tgz"), Buffer.alloc(512)));
  const run = await publish(changed);
  expect(run).toMatchObject({
    exitCode: 1,
    last: { outcome: "rolled-back", error: { code: "PACK_REFUSED" } },
  });
  expect((await world.everything()).stage).toEqual({});
});

test.each([
  ["PACKED_INVALID", (list: object) => ({ ...list, format: 2 })],
  ["PACKED_STALE", (list: object) => ({ ...list, commit: "0".repeat(40) })],
  ["PACKED_MISSING", (list: object) => ({ ...list, artifacts: [] })],
])("a folder that does not fit is refused: %s", async (code, change) => {
  const changed = await copyWith(async (copy) => {
    const file = join(copy, "convoy-pack.json");
    await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, "utf8")) as object)));
  });
  expect(await publish(changed)).toMatchObject({
    exitCode: 2,
    last: { outcome: "refused", error: { code } },
  });
});

test("what was packed without a credential is published by a machine that never saw the build", async () => {
  const list = JSON.parse(await readFile(join(folder, "convoy-pack.json"), "utf8")) as {
    artifacts: { name: string; version: string; integrity: string }[];
  };
  expect(await publish(folder)).toMatchObject({ exitCode: 0, last: { outcome: "done" } });
  const { channel } = await world.everything();
  for (const { name, version, integrity } of list.artifacts)
    expect(channel[name]?.versions[version]).toEqual({ status: "Published", integrity });
  expect(Object.keys(channel)).toHaveLength(list.artifacts.length);
});
