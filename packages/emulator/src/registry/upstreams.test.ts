import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const HTTP = { format: "npm", namespace: "acme", package: "http" };
const TARBALL = "@acme/http/-/http-1.0.0.tgz";

/** Repositories named `a`, `b`…, each with the upstreams given. */
async function chain(upstreams: Readonly<Record<string, readonly string[]>>): Promise<Rig> {
  const rig = await Rig.start();
  for (const repository of Object.keys(upstreams)) await rig.control("CreateRepository", { repository });
  for (const [repository, names] of Object.entries(upstreams)) {
    await rig.control("UpdateRepository", {
      repository,
      upstreams: names.map((repositoryName) => ({ repositoryName })),
    });
  }
  return rig;
}

const publish = (rig: Rig, repository: string, version: string, bytes = repository) =>
  rig.publish({ name: "@acme/http", version, repository, bytes });

async function versionsIn(rig: Rig, repository: string): Promise<readonly string[]> {
  const { status, body } = await rig.control("ListPackageVersions", { ...HTTP, repository });
  return status === 404 ? [] : body.versions.map(({ version }: { version: string }) => version);
}

test("a tarball fetched through a chain is kept at its lower end, and not between", async () => {
  const rig = await chain({ aa: ["bb"], bb: ["cc"], cc: [] });
  await publish(rig, "cc", "1.0.0");
  expect((await rig.npm(`aa/${TARBALL}`)).status).toBe(302);
  expect(await versionsIn(rig, "aa")).toEqual(["1.0.0"]);
  expect(await versionsIn(rig, "bb")).toEqual([]);
});

test("what was kept survives its deletion upstream", async () => {
  const rig = await chain({ aa: ["bb"], bb: [] });
  await publish(rig, "bb", "1.0.0");
  await rig.npm(`aa/${TARBALL}`);
  await rig.control("DeletePackageVersions", { ...HTTP, repository: "bb", versions: ["1.0.0"] });
  expect((await rig.npm(`aa/${TARBALL}`)).status).toBe(302);
  expect((await rig.npm(`bb/${TARBALL}`)).status).toBe(404);
});

test("the search goes by priority, and depth first", async () => {
  const rig = await chain({ aa: ["bb", "cc"], bb: ["dd"], cc: [], dd: [] });
  await publish(rig, "cc", "1.0.0");
  await publish(rig, "dd", "1.0.0");
  const { versions } = (await rig.npm("aa/@acme%2fhttp")).body;
  const { versions: inDd } = (await rig.npm("dd/@acme%2fhttp")).body;
  expect(versions["1.0.0"].dist.integrity).toBe(inDd["1.0.0"].dist.integrity);
});

test("a circle of upstreams ends the search", async () => {
  const rig = await chain({ aa: ["bb"], bb: ["aa"] });
  await publish(rig, "bb", "1.0.0");
  expect((await rig.npm("aa/@acme%2fhttp")).status).toBe(200);
});

test("a first publish closes the package to its upstreams", async () => {
  const rig = await chain({ aa: ["bb"], bb: [] });
  await publish(rig, "bb", "1.0.0");
  await publish(rig, "aa", "2.0.0");
  expect(Object.keys((await rig.npm("aa/@acme%2fhttp")).body.versions)).toEqual(["2.0.0"]);
});

test("a version that is Archived near by hides the same version upstream", async () => {
  const rig = await chain({ aa: ["bb"], bb: [] });
  await publish(rig, "bb", "1.0.0");
  await rig.npm(`aa/${TARBALL}`);
  await rig.control("UpdatePackageVersionsStatus", {
    ...HTTP,
    repository: "aa",
    versions: ["1.0.0"],
    targetStatus: "Archived",
  });
  expect((await rig.npm("aa/@acme%2fhttp")).status).toBe(404);
  expect((await rig.npm(`aa/${TARBALL}`)).status).toBe(404);
});

test("at most 25 repositories are searched", async () => {
  const names = Array.from({ length: 26 }, (_, index) => `r${index + 10}`);
  const rig = await chain(
    Object.fromEntries(names.map((name, index) => [name, names.slice(index + 1, index + 2)])),
  );
  await publish(rig, names[24] ?? "", "1.0.0");
  await publish(rig, names[25] ?? "", "2.0.0");
  expect(Object.keys((await rig.npm(`${names[0]}/@acme%2fhttp`)).body.versions)).toEqual(["1.0.0"]);
});
