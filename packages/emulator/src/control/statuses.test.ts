import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const PACKAGE = { repository: "stage", format: "npm", namespace: "acme", package: "http" };

async function published(...versions: readonly string[]): Promise<Rig> {
  const rig = await Rig.start();
  for (const version of versions) await rig.publish({ name: "@acme/http", version });
  return rig;
}

test.each([
  ["Unlisted", 302],
  ["Archived", 404],
] as const)(
  "a version that is %s is in no packument, and its tarball answers %d",
  async (targetStatus, tarball) => {
    const rig = await published("1.0.0", "1.1.0");
    await rig.control("UpdatePackageVersionsStatus", { ...PACKAGE, versions: ["1.1.0"], targetStatus });
    const { body } = await rig.npm("stage/@acme%2fhttp");
    expect(Object.keys(body.versions)).toEqual(["1.0.0"]);
    expect(body["dist-tags"]).toEqual({});
    expect((await rig.npm("stage/@acme/http/-/http-1.1.0.tgz")).status).toBe(tarball);
    const listed = await rig.control("ListPackageVersions", { ...PACKAGE, status: targetStatus });
    expect(listed.body.versions).toMatchObject([{ version: "1.1.0", status: targetStatus }]);
  },
);

test("a status that is not the expected one fails the version and skips the others", async () => {
  const rig = await published("1.0.0", "4.0.0");
  await rig.control("UpdatePackageVersionsStatus", {
    ...PACKAGE,
    versions: ["4.0.0"],
    targetStatus: "Unlisted",
  });
  const { body } = await rig.control("UpdatePackageVersionsStatus", {
    ...PACKAGE,
    versions: ["1.0.0", "4.0.0"],
    expectedStatus: "Unlisted",
    targetStatus: "Archived",
  });
  expect(body.failedVersions).toEqual({
    "1.0.0": {
      errorCode: "MISMATCHED_STATUS",
      errorMessage: "current status: Published, expected status: Unlisted",
    },
    "4.0.0": { errorCode: "SKIPPED", errorMessage: "version 4.0.0 is skipped" },
  });
});

test("deleting every version leaves the package with its origin controls", async () => {
  const rig = await published("1.0.0");
  await rig.control("DeletePackageVersions", {
    ...PACKAGE,
    versions: ["1.0.0"],
    expectedStatus: "Published",
  });
  expect((await rig.npm("stage/@acme%2fhttp")).status).toBe(404);
  expect((await rig.control("DescribePackage", PACKAGE)).body.package.originConfiguration).toEqual({
    restrictions: { publish: "ALLOW", upstream: "BLOCK" },
  });
  await rig.control("DeletePackage", PACKAGE);
  expect((await rig.control("DescribePackage", PACKAGE)).status).toBe(404);
});

test("a version that is Disposed has no assets and can only be deleted", async () => {
  const rig = await published("1.0.0");
  await rig.control("DisposePackageVersions", { ...PACKAGE, versions: ["1.0.0"] });
  expect(
    (await rig.control("ListPackageVersionAssets", { ...PACKAGE, packageVersion: "1.0.0" })).body.assets,
  ).toEqual([]);
  const update = await rig.control("UpdatePackageVersionsStatus", {
    ...PACKAGE,
    versions: ["1.0.0"],
    targetStatus: "Published",
  });
  expect(update.body.failedVersions["1.0.0"].errorCode).toBe("NOT_ALLOWED");
});

test("pages join up to the whole list", async () => {
  const versions = Array.from({ length: 7 }, (_, index) => `1.${index}.0`);
  const rig = await published(...versions);
  const found: string[] = [];
  let nextToken: string | undefined;
  do {
    const { body } = await rig.control("ListPackageVersions", { ...PACKAGE, maxResults: 3, nextToken });
    found.push(...body.versions.map(({ version }: { version: string }) => version));
    nextToken = body.nextToken;
  } while (nextToken !== undefined);
  expect(found).toEqual(versions);
});
