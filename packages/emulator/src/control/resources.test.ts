import { hash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const DENY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: "*", Action: "codeartifact:Publish*", Resource: "*" }],
});

test("a policy is put with the revision that it had, or it is a conflict", async () => {
  const rig = await Rig.start();
  const at = { repository: "stage", policyDocument: DENY };
  const first = await rig.control("PutRepositoryPermissionsPolicy", at);
  expect(first.body.policy).toMatchObject({
    resourceArn: expect.stringContaining("repository/acme/stage"),
    document: DENY,
  });
  expect(
    (await rig.control("PutRepositoryPermissionsPolicy", { ...at, policyRevision: "stale" })).status,
  ).toBe(409);
  const { revision } = first.body.policy;
  expect(
    (await rig.control("PutRepositoryPermissionsPolicy", { ...at, policyRevision: revision })).status,
  ).toBe(200);
  expect((await rig.control("DeleteRepositoryPermissionsPolicy", at)).status).toBe(200);
  expect((await rig.control("GetRepositoryPermissionsPolicy", at)).status).toBe(404);
});

test.each(["nonsense", "{}", '{"Statement":[{"Effect":"Maybe"}]}'])(
  "%s is refused as a policy",
  async (policyDocument) => {
    const rig = await Rig.start();
    expect((await rig.control("PutDomainPermissionsPolicy", { policyDocument })).status).toBe(400);
  },
);

test("tags are added, replaced and taken away", async () => {
  const rig = await Rig.start();
  const resourceArn = "arn:aws:codeartifact:eu-west-1:123456789012:repository/acme/stage";
  await rig.control("TagResource", {
    resourceArn,
    tags: [
      { key: "team", value: "a" },
      { key: "cost", value: "1" },
    ],
  });
  await rig.control("TagResource", { resourceArn, tags: [{ key: "team", value: "b" }] });
  await rig.control("UntagResource", { resourceArn, tagKeys: ["cost"] });
  expect((await rig.control("ListTagsForResource", { resourceArn })).body.tags).toEqual([
    { key: "team", value: "b" },
  ]);
  expect((await rig.control("ListTagsForResource", { resourceArn: `${resourceArn}x` })).status).toBe(404);
});

test("a generic version takes assets while it is unfinished, and none after", async () => {
  const rig = await Rig.start();
  const put = (asset: string, bytes: string, unfinished: boolean) =>
    rig.publishGeneric({ repository: "stage", package: "tools", version: "1", asset, bytes, unfinished });
  expect((await put("a.bin", "a", true)).body).toMatchObject({
    status: "Unfinished",
    asset: { name: "a.bin", hashes: { "SHA-256": hash("sha256", "a") } },
  });
  expect((await put("b.bin", "b", false)).body.status).toBe("Published");
  expect((await put("a.bin", "a", false)).status).toBe(200);
  expect((await put("a.bin", "other", false)).status).toBe(409);
  expect((await put("c.bin", "c", false)).status).toBe(409);
});
