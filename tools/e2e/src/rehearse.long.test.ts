import { readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  addChangeset,
  bytesIn,
  commitAll,
  onCleanUp,
  packagesOf,
  push,
  tempFolder,
  useTempFolders,
  writeFiles,
  type ConvoyRun,
  type EmulatorRequest,
} from "@convoy/testkit";
import { released } from "./arriving.ts";
import { worldOf, type World } from "./world.ts";

useTempFolders(afterAll);

/** The names of all that a build sees are packed, so that a build which sees more has other bytes. */
const SEEN = "mkdir -p dist && node -p 'Object.keys(process.env).sort().join()' > dist/seen.txt";

const PACKAGES = packagesOf("codec <- http <- app, log <- app").map((one) => ({
  ...one,
  scripts: { build: SEEN },
}));

/** A channel that has the first versions, and a workspace with a change to release. */
async function changedWorld(strategy: "staged" | "direct"): Promise<World> {
  const all = Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const]));
  const world = await worldOf(
    { packages: PACKAGES, changesets: [{ releases: all }], files: { ".gitignore": "node_modules\ndist\n" } },
    { strategy },
  );
  await released(world);
  await addChangeset(world.workspace, { releases: { "@acme/http": "minor", "@acme/app": "patch" } });
  await commitAll(world.workspace, "feat: a change");
  await push(world.workspace);
  return world;
}

const document = (run: ConvoyRun): Record<string, unknown> => run.last ?? {};

describe.each(["staged", "direct"] as const)("a rehearsal of a %s release", (strategy) => {
  let world: World;
  let rehearsal: ConvoyRun;
  let asked: readonly EmulatorRequest[];
  let before: readonly unknown[];
  const all = async (): Promise<readonly unknown[]> => {
    const { root, origin } = world.workspace;
    const { channel, stage } = await world.everything();
    return [channel, stage, await bytesIn(root, origin)];
  };

  beforeAll(async () => {
    world = await changedWorld(strategy);
    before = await all();
    const earlier = (await world.rig.requests()).length;
    rehearsal = await world.convoy(["rehearse", "--json"]);
    asked = (await world.rig.requests()).slice(earlier);
  });

  test("finds that it would arrive, and installs each package", () => {
    expect(rehearsal.exitCode).toBe(0);
    expect(document(rehearsal)).toMatchObject({
      outcome: "would-arrive",
      assumed: [],
      installs: [
        { name: "@acme/http", version: "1.1.0" },
        { name: "@acme/app", version: "1.0.2" },
      ],
    });
  });

  test("touches no byte of the workspace, its git and its remote, and nothing in the registry", async () => {
    expect(await all()).toEqual(before);
  });

  test("only reads of the registry", () => {
    const reads = /^(Get|List|Describe)/;
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ operation }) => !reads.test(operation))).toEqual([]);
  });

  test("that is made to fail is taken back", async () => {
    const run = await world.convoy(["rehearse", "--json", "--fail-at", "@acme/app"]);
    expect(run.exitCode).toBe(0);
    expect(document(run)).toMatchObject({
      outcome: "taken-back",
      left: [],
      release: { error: { code: "ACCESS_DENIED" } },
    });
    expect(await all()).toEqual(before);
  });

  test("is what the release then does: versions, bytes and the number of requests", async () => {
    const { last } = await released(world);
    const { release } = document(rehearsal) as { release: Record<string, unknown> };
    for (const same of ["packages", "tags", "requests"]) expect(last?.[same]).toEqual(release[same]);
  });
});

/** A package that needs one which is not of the workspace. */
async function needyWorld(): Promise<World> {
  const [codec = { name: "@acme/codec" }] = packagesOf("codec");
  return worldOf({
    packages: [{ ...codec, manifest: { dependencies: { "@acme/gone": "^1.0.0" } } }],
    changesets: [{ releases: { "@acme/codec": "minor" } }],
    install: "nothing",
  });
}

test("a package that needs what cannot be fetched here would arrive, and nobody knows whether it installs", async () => {
  const world = await needyWorld();
  const home = await tempFolder("home");
  await writeFiles(home, { ".npmrc": "registry=http://127.0.0.1:9/\n" });
  const run = await world.convoy(["rehearse", "--json"], { home });
  expect(run.exitCode).toBe(0);
  expect(document(run)).toMatchObject({
    outcome: "would-arrive",
    assumed: [{ subject: "installs" }],
    installs: [{ name: "@acme/codec", untried: expect.stringMatching(/^@acme\/gone could not be fetched/) }],
  });
});

test("a package that needs what is nowhere would arrive, and not install, and that is a failure", async () => {
  const world = await needyWorld();
  const home = await tempFolder("home");
  await writeFiles(home, { ".npmrc": await world.rig.npmrcFor("npm-releases") });
  const run = await world.convoy(["rehearse", "--json"], { home });
  expect(run.exitCode).toBe(1);
  expect(document(run)).toMatchObject({
    outcome: "would-not-install",
    assumed: [],
    release: { outcome: "done" },
    installs: [{ name: "@acme/codec", error: { code: "INSTALL_FAILED" } }],
  });
});

test("an Nx workspace is built by Nx in the clone, from the dependencies that are installed, and gets no cache", async () => {
  const packages = packagesOf("codec <- http").map((one) => ({
    ...one,
    scripts: {
      build: "mkdir -p dist && node -p 'require.resolve(\"@acme/codec/package.json\")' > dist/built.txt",
    },
  }));
  const world = await worldOf({
    packages: packages.map((one, at) => (at === 0 ? { ...one, scripts: {} } : one)),
    changesets: [{ releases: { "@acme/http": "minor" } }],
    nx: true,
    install: "links",
  });
  const run = await world.convoy(["rehearse", "--json", "--keep"]);
  expect(document(run)).toMatchObject({ outcome: "would-not-install", release: { outcome: "done" } });
  const [, kept = ""] = /rehearsed in (\S+),/.exec(run.stderr) ?? [];
  onCleanUp(() => rm(kept, { recursive: true }));
  const clone = join(kept, "clone", basename(world.workspace.root));
  expect(await readFile(join(clone, "packages/http/dist/built.txt"), "utf8")).toContain(
    join(clone, "packages/codec"),
  );
  expect(await readdir(world.workspace.root)).not.toContain(".nx");
});
