import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { commitAll, packagesOf, snapshotOf, useTempFolders } from "@convoy/testkit";
import { expectArrived, expectAsBefore, expectNoTrace, NAMES, RELEASE, releasedOnce } from "./nx-stories.ts";
import { nxWorldOf, type NxWorldOptions } from "./nx-world.ts";
import { untilEnded, untilUploaded } from "./nx-waiting.ts";

useTempFolders();

type Variant = readonly [name: string, options: NxWorldOptions, env?: Readonly<Record<string, string>>];

const VARIANTS: readonly Variant[] = [
  ["Nx 24, staged", { strategy: "staged" }],
  ["Nx 24, direct", { strategy: "direct" }],
  ["Nx 23", { nx: "23" }],
  ["Nx 22", { nx: "22" }],
  ["@nx/js beside it", { js: true }],
  ["no batches", {}, { NX_BATCH_MODE: "false" }],
  ["the daemon", { daemon: true }],
];

describe.each(VARIANTS)("nx release with %s", (_name, options, env) => {
  test("arrives: both groups, as one release, with the tags of Nx", async () => {
    const world = await expectArrived(options, env);
    if (options.daemon) await world.nx(["daemon", "--stop"]);
  });

  test("a) that fails in the middle leaves no version, no tag and no commit, and the second group untouched", () =>
    expectNoTrace(options, env));
});

test("b) SIGTERM in the middle takes the release back, by itself or by convoy rollback", async () => {
  const world = await releasedOnce();
  const before = await world.everything();
  await world.rig.faults([
    { match: { operation: "PublishVersion", package: "@acme/b" }, times: 1, do: "delay:3000" },
  ]);
  const from = (await world.uploads()).length;
  const running = world.start(RELEASE);
  await untilUploaded(world, from + 1);
  running.kill("SIGTERM");
  const { exitCode } = await running.ended;
  expect(exitCode).not.toBe(0);
  await untilEnded(world);
  expectAsBefore(await world.everything(), before);
});

test("c) nx release publish after a success sends nothing", async () => {
  const world = await expectArrived({});
  const writes = (await world.writes()).length;
  const before = await world.everything();
  expect(await world.nx(["release", "publish"])).toMatchObject({ exitCode: 0 });
  expect((await world.writes()).length).toBe(writes);
  expectAsBefore(await world.everything(), before);
});

test("d) a dry run says what it would publish, and sends nothing, in any group", async () => {
  const world = await releasedOnce();
  const before = await world.everything();
  const requests = (await world.rig.requests()).length;
  const { exitCode, output } = await world.nx([...RELEASE, "--dry-run"]);
  expect([exitCode, output]).toEqual([
    0,
    expect.stringContaining("@acme/e@1.0.1: would be published (dry run)"),
  ]);
  expect(await world.nx(["release", "publish", "--dry-run"])).toMatchObject({ exitCode: 0 });
  expect((await world.rig.requests()).length).toBe(requests);
  expectAsBefore(await world.everything(), before);
});

test("i) packages that need each other are refused, and what Nx has made by then is taken back", async () => {
  const [a, ...others] = packagesOf("a <- b <- c, d, c <- e, f");
  const cyclic = { ...a, name: "@acme/a", deps: { "@acme/c": "workspace:^" } };
  const world = await nxWorldOf({ spec: { packages: [cyclic, ...others] } });
  const before = await world.everything();
  const { exitCode, output } = await world.nx([...RELEASE, "--first-release"]);
  expect([exitCode, output]).toEqual([1, expect.stringContaining("PLAN_CYCLE")]);
  expect(await world.writes()).toEqual([]);
  expectAsBefore(await world.everything(), before);
});

test("T5 a publish that waits for builds is refused, and what Nx has made by then is taken back", async () => {
  const scripts = { build: "node -e 0" };
  const packages = packagesOf("a <- b <- c, d, c <- e, f").map((one) => ({ ...one, scripts }));
  const executor = "@convoy/nx:publish";
  const targetDefaults = { "nx-release-publish": { executor, dependsOn: ["build", "^nx-release-publish"] } };
  const world = await nxWorldOf({ spec: { packages }, nxJson: { targetDefaults } });
  const before = await world.everything();
  const alone = await world.nx(["release", "publish"]);
  const beforehand = expect.stringMatching(/nx-release-publish: it depends on "build"/);
  expect([alone.exitCode, alone.output]).toEqual([1, beforehand]);
  const { exitCode, output } = await world.nx([...RELEASE, "--first-release"]);
  expect([exitCode, output]).toEqual([1, expect.stringContaining("NX_BUILD_INTERLEAVED")]);
  expect(await world.writes()).toEqual([]);
  expectAsBefore(await world.everything(), before);
});

describe("with release.git.tag: false", () => {
  const options = { release: { git: { tag: false } } };

  test("the tags are made after success, by the names of Nx, and pushed with the commit as one", async () => {
    const world = await expectArrived(options);
    const { head, remoteRefs } = await snapshotOf(world.workspace);
    expect(remoteRefs["refs/heads/main"]).toBe(head);
    const tagged = Object.keys(remoteRefs).filter((ref) => ref.endsWith("@1.0.1"));
    expect(tagged).toEqual(NAMES.map((name) => `refs/tags/${name}@1.0.1`));
  });

  test("a failure leaves no tag and no commit", () => expectNoTrace(options));
});

test("an unfinished release is refused before any task runs, with the command that ends it", async () => {
  const world = await releasedOnce();
  const from = (await world.uploads()).length;
  const manifest = join(world.workspace.root, "packages/b/package.json");
  await writeFile(manifest, (await readFile(manifest, "utf8")).replace("1.0.0", "1.0.1"));
  await commitAll(world.workspace, "chore: b 1.0.1");
  const when = (event: { readonly kind?: string }): boolean => event.kind === "phase-started";
  await world.convoy(["publish", "--json"], { signalAfter: { when, signal: "SIGKILL" } });
  const { exitCode, output } = await world.nx(["release", "publish"]);
  expect([exitCode, output]).toEqual([1, expect.stringMatching(/has not ended/)]);
  expect((await world.uploads()).length).toBe(from);
});
