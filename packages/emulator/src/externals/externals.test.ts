import { hash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const npmjs = mkdtempSync(join(tmpdir(), "emulator-npmjs-"));
afterAll(() => rmSync(npmjs, { recursive: true, force: true }));

const TARBALL = "left-pad's bytes";
mkdirSync(join(npmjs, "left-pad"));
writeFileSync(join(npmjs, "left-pad", "left-pad-1.3.0.tgz"), TARBALL);
const dist = {
  shasum: hash("sha1", TARBALL),
  integrity: `sha512-${hash("sha512", TARBALL, "base64")}`,
  tarball: "https://public.test/left-pad/-/left-pad-1.3.0.tgz",
};
const packument = {
  "dist-tags": { latest: "1.3.0" },
  versions: { "1.3.0": { name: "left-pad", version: "1.3.0", dist } },
  time: { "1.3.0": "2018-04-09T00:00:00.000Z" },
};
writeFileSync(join(npmjs, "left-pad", "packument.json"), JSON.stringify(packument));

/** `channel` has `stage` as upstream, and `stage` the connection. */
async function connected(): Promise<Rig> {
  const rig = await Rig.start({ npmjs });
  await rig.control("AssociateExternalConnection", {
    repository: "stage",
    externalConnection: "public:npmjs",
  });
  await rig.control("UpdateRepository", { repository: "channel", upstreams: [{ repositoryName: "stage" }] });
  return rig;
}

const LEFT_PAD = { format: "npm", package: "left-pad" };

test("a public package shows through, with tarballs at the repository that was asked", async () => {
  const rig = await connected();
  const { body } = await rig.npm("channel/left-pad");
  expect(body["dist-tags"]).toEqual({ latest: "1.3.0" });
  expect(body.time["1.3.0"]).toBe("2018-04-09T00:00:00.000Z");
  expect(body.versions["1.3.0"].dist.tarball).toContain("/npm/channel/left-pad/-/left-pad-1.3.0.tgz");
  expect((await rig.control("DescribePackage", { ...LEFT_PAD, repository: "channel" })).status).toBe(404);
});

test("a tarball that was fetched is kept downstream and at the connection, closed to publishing", async () => {
  const rig = await connected();
  expect((await rig.npm("channel/left-pad/-/left-pad-1.3.0.tgz")).status).toBe(302);
  for (const repository of ["channel", "stage"]) {
    const { body } = await rig.control("ListPackageVersions", { ...LEFT_PAD, repository });
    expect(body.versions[0].origin).toEqual({
      domainEntryPoint: { externalConnectionName: "public:npmjs" },
      originType: "EXTERNAL",
    });
  }
  const kept = await rig.control("DescribePackage", { ...LEFT_PAD, repository: "channel" });
  expect(kept.body.package.originConfiguration.restrictions).toEqual({ publish: "BLOCK", upstream: "ALLOW" });
});

test("a version that the public registry has cannot be published", async () => {
  const rig = await connected();
  expect((await rig.publish({ name: "left-pad", version: "1.3.0", repository: "channel" })).status).toBe(409);
});

test("a group that blocks external upstreams closes the way to the public registry", async () => {
  const rig = await connected();
  await rig.control("CreatePackageGroup", { packageGroup: "/npm/*" });
  await rig.control("UpdatePackageGroupOriginConfiguration", {
    packageGroup: "/npm/*",
    restrictions: { EXTERNAL_UPSTREAM: "BLOCK" },
  });
  expect((await rig.npm("channel/left-pad")).status).toBe(404);
});

test("what stands for the public registry need not be one", async () => {
  const text = JSON.stringify(packument);
  const source = {
    packument: async (name: string) => (name === "left-pad" ? text : undefined),
    tarball: async () => Buffer.from(TARBALL),
  };
  const rig = await Rig.start({ npmjs: source });
  await rig.control("AssociateExternalConnection", {
    repository: "channel",
    externalConnection: "public:npmjs",
  });
  expect((await rig.npm("channel/left-pad")).body["dist-tags"]).toEqual({ latest: "1.3.0" });
  expect((await rig.npm("channel/left-pad/-/left-pad-1.3.0.tgz")).status).toBe(302);
  expect((await rig.npm("channel/right-pad")).status).toBe(404);
});
