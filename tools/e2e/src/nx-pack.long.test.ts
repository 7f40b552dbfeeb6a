import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { addChangeset, commitAll, packagesOf, tempFolder, useTempFolders, writeFiles } from "@convoy/testkit";
import { startRemoteCache } from "./nx-remote-cache.ts";
import { nxWorldOf, type NxWorld, type NxWorldOptions } from "./nx-world.ts";
import { CHANNEL } from "./world.ts";

useTempFolders();

const PACK = ["run-many", "-t", "convoy-pack", "--outputStyle=static"];
const FROM_CACHE = /read the output from the cache instead of running the command for (\d+) out of/;

/** How many of the tarballs Nx takes from its cache. */
async function cached({ nx }: NxWorld): Promise<number> {
  const { exitCode, output } = await nx(PACK);
  expect(exitCode).toBe(0);
  return Number(FROM_CACHE.exec(output)?.[1] ?? 0);
}

/** A world in which Convoy packs as it is told to: name to integrity, and what was noted. */
async function packed(
  world: NxWorld,
  packing: "nx" | "direct",
  more: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly integrities: Readonly<Record<string, string>>; readonly notes: string }> {
  const config = { ...world.rig.config, packing, buildEnv: Object.keys(more.env ?? {}) };
  await writeFiles(world.workspace.root, { "convoy.json": JSON.stringify(config) });
  const args = ["pack", "--all", "--json", "--out", await tempFolder("out")];
  const { exitCode, last, stderr } = await world.convoy(args, more);
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  const { artifacts } = last as { readonly artifacts: readonly { name: string; integrity: string }[] };
  return {
    integrities: Object.fromEntries(artifacts.map(({ name, integrity }) => [name, integrity])),
    notes: stderr,
  };
}

test("convoy-pack packs every package, once: the second time the cache answers, until a package changes", async () => {
  // Whoever publishes: here it is still the stock executor.
  const world = await nxWorldOf({ js: true, nxJson: { targetDefaults: {} } });
  const { root } = world.workspace;
  expect(await cached(world)).toBe(0);
  const tarballs = await readdir(join(root, "node_modules/.cache/convoy/packages/e"));
  expect(tarballs).toEqual([expect.stringMatching(/\.tgz$/)]);
  expect(await cached(world)).toBe(6);
  await writeFiles(root, { "packages/d/index.js": "export const d = 2;\n" });
  expect(await cached(world)).toBe(5);
});

test("what Convoy has Nx pack is what it packs itself, and comes from the cache of Nx the next time", async () => {
  const world = await nxWorldOf();
  await writeFiles(world.workspace.root, { LICENSE: "MIT\n" });
  const direct = await packed(world, "direct");
  const byNx = await packed(world, "nx");
  expect(byNx).toEqual(direct);
  expect(await cached(world)).toBe(6);
  // Of the workspace a licence is packed along.
  await writeFiles(world.workspace.root, { LICENSE: "Apache-2.0\n" });
  expect(await cached(world)).toBe(0);
});

test("a tarball of the cache that is no longer what would be packed is packed anew, and that is said", async () => {
  const world = await nxWorldOf();
  const { root } = world.workspace;
  await writeFiles(root, { ".gitignore": "node_modules\n.nx\ndist\n", "packages/d/dist/d.js": "1" });
  await packed(world, "nx");
  await writeFiles(root, { "packages/d/dist/d.js": "2" });
  const { integrities, notes } = await packed(world, "nx");
  expect(notes).toMatch(/@acme\/d is packed anew: .* another dist\/d\.js/);
  expect(integrities).toEqual((await packed(world, "direct")).integrities);
});

test("what one machine has packed, another one has from the cache that they share", async () => {
  const world = await nxWorldOf();
  const cache = await startRemoteCache();
  const here = await packed(world, "nx", cache);
  expect([cache.stored, cache.found]).toEqual([6, 0]);
  for (const own of [".nx", "node_modules/.cache"])
    await rm(join(world.workspace.root, own), { recursive: true, force: true });
  const there = await packed(world, "nx", cache);
  expect([cache.stored, cache.found]).toEqual([6, 6]);
  expect(there.integrities).toEqual(here.integrities);
});

const BUILD = { command: "node -e \"fs.writeFileSync('built.js', '1')\"", options: { cwd: "{projectRoot}" } };

const BUILT: NxWorldOptions = {
  spec: {
    packages: packagesOf("a <- b <- c, d, c <- e, f").map((one) => ({
      ...one,
      files: { "project.json": JSON.stringify({ targets: { build: BUILD } }) },
    })),
  },
};

test("with packing: nx, convoy release has Nx build and pack what it releases, and nothing else", async () => {
  const world = await nxWorldOf(BUILT);
  const { root } = world.workspace;
  const config = { ...world.rig.config, packing: "nx" };
  await writeFiles(root, {
    ".gitignore": "node_modules\n.nx\nbuilt.js\n",
    "convoy.json": JSON.stringify(config),
  });
  await addChangeset(world.workspace, { releases: { "@acme/e": "minor", "@acme/d": "patch" } });
  await commitAll(world.workspace, "feat: e and d");
  expect(await world.convoy(["release"])).toMatchObject({ exitCode: 0 });
  const packages = await readdir(join(root, "node_modules/.cache/convoy/packages"));
  expect(packages.toSorted()).toEqual(["d", "e"]);
  const e = await world.rig.snapshotOf(CHANNEL);
  expect(Object.keys(e)).toEqual(["@acme/d", "@acme/e"]);
  expect(await readdir(join(root, "packages/f"))).not.toContain("built.js");
});

test("with packing: nx, nx release has Nx pack as well, while it publishes", async () => {
  const world = await nxWorldOf();
  const config = { ...world.rig.config, packing: "nx" };
  await writeFiles(world.workspace.root, { "convoy.json": JSON.stringify(config) });
  await commitAll(world.workspace, "chore: packing");
  const released = await world.nx(["release", "patch", "--yes", "--first-release"]);
  expect([released.exitCode, released.output]).toEqual([0, expect.stringContaining("@acme/e")]);
  const { "@acme/e": e } = await world.rig.snapshotOf(CHANNEL);
  expect(e?.distTags).toEqual({ latest: "1.0.1" });
  expect(await cached(world)).toBe(6);
});
