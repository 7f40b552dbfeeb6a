import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const GROUP = { packageGroup: "/npm/acme/*" };
const PUBLISH_TO_STAGE = {
  restrictions: { PUBLISH: "ALLOW_SPECIFIC_REPOSITORIES" },
  addAllowedRepositories: [{ repositoryName: "stage", originRestrictionType: "PUBLISH" }],
};

test("the root group is there, and a new group inherits from it", async () => {
  const rig = await Rig.start();
  const { body } = await rig.control("CreatePackageGroup", GROUP);
  expect(body.packageGroup).toMatchObject({
    arn: "arn:aws:codeartifact:eu-west-1:123456789012:package-group/acme/npm/acme/%2a",
    pattern: "/npm/acme/*",
    parent: { pattern: "/*" },
    originConfiguration: {
      restrictions: {
        PUBLISH: { mode: "INHERIT", effectiveMode: "ALLOW", inheritedFrom: { pattern: "/*" } },
      },
    },
  });
  expect((await rig.control("CreatePackageGroup", GROUP)).status).toBe(409);
  const listed = await rig.control("ListPackageGroups");
  expect(listed.body.packageGroups.map(({ pattern }: { pattern: string }) => pattern)).toEqual([
    "/*",
    "/npm/acme/*",
  ]);
});

test("publishing only to the repositories on the list", async () => {
  const rig = await Rig.start();
  await rig.control("CreatePackageGroup", GROUP);
  const updated = await rig.control("UpdatePackageGroupOriginConfiguration", {
    ...GROUP,
    ...PUBLISH_TO_STAGE,
  });
  expect(updated.body.allowedRepositoryUpdates).toEqual({ PUBLISH: { ADDED: ["stage"] } });
  expect((await rig.publish({ name: "@acme/http", version: "1.0.0", repository: "channel" })).status).toBe(
    403,
  );
  expect((await rig.publish({ name: "@acme/http", version: "1.0.0", repository: "stage" })).status).toBe(200);
  expect((await rig.publish({ name: "@other/http", version: "1.0.0", repository: "channel" })).status).toBe(
    200,
  );
});

test("a package that only looks like one of the group is held by it and blocked", async () => {
  const rig = await Rig.start();
  await rig.control("CreatePackageGroup", { packageGroup: "/npm/acme/http-client$" });
  const coordinates = { format: "npm", namespace: "acme", package: "http.client" };
  expect((await rig.control("GetAssociatedPackageGroup", coordinates)).body.associationType).toBe("WEAK");
  expect((await rig.publish({ name: "@acme/http.client", version: "1.0.0" })).status).toBe(403);
});

test("of two groups that are as specific, a package belongs to the one that names it to the letter", async () => {
  const rig = await Rig.start();
  const patterns = ["/npm/acme/http.client$", "/npm/acme/http-client$"];
  for (const packageGroup of patterns) await rig.control("CreatePackageGroup", { packageGroup });
  const coordinates = { format: "npm", namespace: "acme", package: "http.client" };
  const { body } = await rig.control("GetAssociatedPackageGroup", coordinates);
  expect(body).toMatchObject({ associationType: "STRONG", packageGroup: { pattern: patterns[0] } });
});

test("an upstream that a group blocks shows nothing", async () => {
  const rig = await Rig.start();
  await rig.publish({ name: "@acme/http", version: "1.0.0", repository: "channel" });
  await rig.control("UpdateRepository", { repository: "stage", upstreams: [{ repositoryName: "channel" }] });
  expect((await rig.npm("stage/@acme%2fhttp")).status).toBe(200);
  await rig.control("CreatePackageGroup", GROUP);
  await rig.control("UpdatePackageGroupOriginConfiguration", {
    ...GROUP,
    restrictions: { INTERNAL_UPSTREAM: "BLOCK" },
  });
  expect((await rig.npm("stage/@acme%2fhttp")).status).toBe(404);
});

test("the packages of a group are listed, and those of one that could be made", async () => {
  const rig = await Rig.start();
  await rig.publish({ name: "@acme/http", version: "1.0.0" });
  expect((await rig.control("ListAssociatedPackages", GROUP)).status).toBe(404);
  const { body } = await rig.control("ListAssociatedPackages", { ...GROUP, preview: true });
  expect(body.packages).toEqual([
    { format: "npm", namespace: "acme", package: "http", associationType: "STRONG" },
  ]);
});
