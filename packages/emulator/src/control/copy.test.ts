import { expect, test } from "@jest/globals";
import { Rig, type Reply } from "../testing/rig.ts";

const PACKAGE = { format: "npm", namespace: "acme", package: "http" };
const http = (version: string, more: Readonly<Record<string, string>> = {}) => ({
  name: "@acme/http",
  version,
  ...more,
});

async function staged(...versions: readonly string[]): Promise<Rig> {
  const rig = await Rig.start();
  for (const version of versions) await rig.publish(http(version));
  return rig;
}

function copy(rig: Rig, input: Readonly<Record<string, unknown>>): Promise<Reply> {
  return rig.control("CopyPackageVersions", {
    ...PACKAGE,
    sourceRepository: "stage",
    destinationRepository: "channel",
    ...input,
  });
}

test("a copy brings the version with its revision and the dist-tags that name it", async () => {
  const rig = await staged("1.0.0");
  const { body } = await copy(rig, { versions: ["1.0.0"] });
  const described = await rig.control("DescribePackageVersion", {
    ...PACKAGE,
    repository: "channel",
    packageVersion: "1.0.0",
  });
  expect(body.successfulVersions["1.0.0"]).toEqual({
    status: "Published",
    revision: described.body.packageVersion.revision,
  });
  expect((await rig.npm("channel/@acme%2fhttp")).body["dist-tags"]).toEqual({ latest: "1.0.0" });
});

test("one version that is not there makes the others skipped", async () => {
  const rig = await staged("1.0.0");
  const { body } = await copy(rig, { versions: ["1.0.0", "5.6.7"] });
  expect(body).toEqual({
    successfulVersions: {},
    failedVersions: {
      "1.0.0": { errorCode: "SKIPPED", errorMessage: "Version 1.0.0 was skipped" },
      "5.6.7": { errorCode: "NOT_FOUND", errorMessage: "Could not find version 5.6.7" },
    },
  });
});

test("the same again is a success that is not listed", async () => {
  const rig = await staged("1.0.0");
  await copy(rig, { versions: ["1.0.0"] });
  expect((await copy(rig, { versions: ["1.0.0"] })).body).toEqual({
    successfulVersions: {},
    failedVersions: {},
  });
});

test("another version under the same number already exists, unless it may be overwritten", async () => {
  const rig = await staged("1.0.0");
  await rig.publish(http("1.0.0", { repository: "channel", bytes: "other" }));
  const refused = await copy(rig, { versions: ["1.0.0"] });
  expect(refused.body.failedVersions["1.0.0"]).toEqual({
    errorCode: "ALREADY_EXISTS",
    errorMessage: "Version 1.0.0 already exists",
  });
  const forced = await copy(rig, { versions: ["1.0.0"], allowOverwrite: true });
  expect(forced.body.successfulVersions["1.0.0"].status).toBe("Published");
});

test("a revision that is not the current one is a mismatch", async () => {
  const rig = await staged("1.0.0");
  const { body } = await copy(rig, { versionRevisions: { "1.0.0": "stale" } });
  expect(body.failedVersions["1.0.0"].errorCode).toBe("MISMATCHED_REVISION");
});

test("versions and versionRevisions exclude each other", async () => {
  const rig = await staged("1.0.0");
  const both = await copy(rig, { versions: ["1.0.0"], versionRevisions: { "1.0.0": "r" } });
  expect(both).toMatchObject({ status: 400, body: { reason: "OTHER" } });
  expect((await copy(rig, {})).status).toBe(400);
});

test("a source's upstreams are searched when asked for", async () => {
  const rig = await staged();
  await rig.control("CreateRepository", { repository: "store" });
  await rig.publish(http("1.0.0", { repository: "store" }));
  await rig.control("UpdateRepository", { repository: "stage", upstreams: [{ repositoryName: "store" }] });
  expect((await copy(rig, { versions: ["1.0.0"] })).status).toBe(404);
  const { body } = await copy(rig, { versions: ["1.0.0"], includeFromUpstream: true });
  expect(Object.keys(body.successfulVersions)).toEqual(["1.0.0"]);
});
