import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const TAGS = "stage/-/package/@acme%2fhttp/dist-tags";

async function published(...versions: readonly string[]): Promise<Rig> {
  const rig = await Rig.start();
  for (const version of versions) await rig.publish({ name: "@acme/http", version });
  return rig;
}

test("a tag is put, read and removed", async () => {
  const rig = await published("1.0.0", "1.1.0");
  await rig.npm(`${TAGS}/stable`, { method: "PUT", body: '"1.0.0"' });
  expect((await rig.npm(TAGS)).body).toEqual({ latest: "1.1.0", stable: "1.0.0" });
  await rig.npm(`${TAGS}/stable`, { method: "DELETE" });
  expect((await rig.npm(TAGS)).body).toEqual({ latest: "1.1.0" });
});

test("a tag cannot name a version that is not there", async () => {
  const rig = await published("1.0.0");
  expect((await rig.npm(`${TAGS}/next`, { method: "PUT", body: '"9.9.9"' })).status).toBe(404);
});

test("a tag that an upstream has as well is the upstream's", async () => {
  const rig = await published();
  await rig.publish({ name: "@acme/http", version: "1.0.1", repository: "channel" });
  await rig.control("UpdateRepository", { repository: "stage", upstreams: [{ repositoryName: "channel" }] });
  const at = { repository: "stage", format: "npm", namespace: "acme", package: "http" };
  await rig.control("PutPackageOriginConfiguration", {
    ...at,
    restrictions: { publish: "ALLOW", upstream: "ALLOW" },
  });
  await rig.publish({ name: "@acme/http", version: "1.0.2" });
  expect((await rig.npm("stage/@acme%2fhttp")).body["dist-tags"]).toEqual({ latest: "1.0.1" });
  expect(Object.keys((await rig.npm("stage/@acme%2fhttp")).body.versions).toSorted()).toEqual([
    "1.0.1",
    "1.0.2",
  ]);
});

test.each([
  ["dropped", {}],
  ["moved", { latest: "1.0.0" }],
] as const)("the tag of a deleted version is %s", async (tagOfDeletedVersion, tags) => {
  const rig = await Rig.start({ assumptions: { tagOfDeletedVersion } });
  await rig.publish({ name: "@acme/http", version: "1.0.0" });
  await rig.publish({ name: "@acme/http", version: "1.1.0" });
  const at = { repository: "stage", format: "npm", namespace: "acme", package: "http" };
  await rig.control("DeletePackageVersions", { ...at, versions: ["1.1.0"] });
  expect((await rig.npm(TAGS)).body).toEqual(tags);
});
