import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { keptArtifact } from "../testing/artifacts.ts";
import { codeArtifactRig, useAwsCredentials } from "../testing/codeartifact-target.ts";

useTempFolders();
useAwsCredentials(process.env);

test("what is uploaded is seen by consumers and read back with its hash, one request each", async () => {
  const { target, operations, open } = await codeArtifactRig();
  const artifact = await keptArtifact("@acme/http", "1.0.0");
  const atStart = open.requests;

  expect(await target.stage.upload(artifact, "latest")).toEqual({ kind: "accepted" });
  expect(await target.stage.readBack("@acme/http", "1.0.0")).toEqual({
    kind: "present",
    integrity: artifact.integrity,
    revision: expect.any(String),
  });
  expect(await target.stage.look("@acme/http")).toEqual({
    versions: new Map([["1.0.0", artifact.integrity]]),
    distTags: { latest: "1.0.0" },
  });
  expect(await target.channel.look("@acme/http")).toEqual({ versions: new Map(), distTags: {} });
  expect(await operations()).toEqual([
    "PublishVersion",
    "ListPackageVersionAssets",
    "GetPackument",
    "GetPackument",
  ]);
  expect(open.requests - atStart).toBe(4);
});

test("a version or a package that is not there is absent", async () => {
  const { target } = await codeArtifactRig();
  expect(await target.stage.readBack("@acme/http", "1.0.0")).toEqual({ kind: "absent" });
  await target.stage.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(await target.stage.readBack("@acme/http", "2.0.0")).toEqual({ kind: "absent" });
  expect(await target.stage.readBack("unscoped", "1.0.0")).toEqual({ kind: "absent" });
});

test("F12 other bytes under a version that is there are told by their hash alone", async () => {
  const { target } = await codeArtifactRig();
  const first = await keptArtifact("@acme/http", "1.0.0");
  await target.stage.upload(first, "latest");
  const other = await keptArtifact("@acme/http", "1.0.0", { description: "other" });
  expect(await target.stage.upload(other, "latest")).toMatchObject({ kind: "exists" });
  expect(await target.stage.readBack("@acme/http", "1.0.0")).toMatchObject({ integrity: first.integrity });
});

test("dist-tags are pointed and taken away, and taking one away twice is no failure", async () => {
  const { target } = await codeArtifactRig();
  await target.stage.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(await target.stage.setDistTag("@acme/http", "next", "1.0.0")).toEqual({ kind: "accepted" });
  expect((await target.stage.look("@acme/http")).distTags).toEqual({ latest: "1.0.0", next: "1.0.0" });
  expect(await target.stage.setDistTag("@acme/http", "next", null)).toEqual({ kind: "accepted" });
  expect(await target.stage.setDistTag("@acme/http", "next", null)).toEqual({ kind: "accepted" });
  expect((await target.stage.look("@acme/http")).distTags).toEqual({ latest: "1.0.0" });
  expect(await target.stage.setDistTag("@acme/http", "next", "9.9.9")).toMatchObject({ kind: "refused" });
});

test("an archived version is present and hidden from consumers", async () => {
  const { target, emulator } = await codeArtifactRig();
  const artifact = await keptArtifact("@acme/http", "1.0.0");
  await target.stage.upload(artifact, "latest");
  await emulator.faults([{ match: { operation: "DeletePackageVersions" }, do: "status:400" }]);
  const { integrity } = artifact;
  await target.stage.remove("@acme/http", "1.0.0", { integrity }, { lastOf: false });
  expect((await target.stage.look("@acme/http")).versions).toEqual(new Map());
  expect(await target.stage.readBack("@acme/http", "1.0.0")).toMatchObject({ kind: "present", integrity });
});

test.each([
  ["F5 a reply that is lost", "reset-after-effect", "present"],
  ["F9 a 503 after landing", "status:503-after-effect", "present"],
  ["F8 a reply that is cut short", "truncate-reply", "present"],
  ["F6 a connection reset before landing", "reset", "absent"],
  ["F8 somebody else's page", "garbage", "absent"],
])("%s leaves an upload unclear, and reading back tells", async (_fault, fault, kind) => {
  const { target, emulator } = await codeArtifactRig();
  await emulator.faults([{ match: { operation: "PublishVersion" }, do: fault }]);
  const reply = await target.stage.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(reply).toMatchObject({ kind: "unclear", error: { code: "REGISTRY_UNAVAILABLE" } });
  expect(await target.stage.readBack("@acme/http", "1.0.0")).toMatchObject({ kind });
});

test.each(["reset", "status:500", "truncate-reply", "garbage", "throttle:3"])(
  "F10 F6 F8 a read back that meets %s once is made again",
  async (fault) => {
    const { target, emulator } = await codeArtifactRig();
    const artifact = await keptArtifact("@acme/http", "1.0.0");
    await target.stage.upload(artifact, "latest");
    await emulator.faults([{ match: { operation: "ListPackageVersionAssets" }, do: fault }]);
    expect(await target.stage.readBack("@acme/http", "1.0.0")).toMatchObject({
      integrity: artifact.integrity,
    });
  },
);

test("F10 an upload that is throttled waits and is made again, told for how long or not", async () => {
  const { target, emulator, events } = await codeArtifactRig();
  await emulator.faults([{ match: { operation: "PublishVersion" }, times: 2, do: "throttle:1" }]);
  expect(await target.stage.upload(await keptArtifact("@acme/http", "1.0.0"), "latest")).toEqual({
    kind: "accepted",
  });
  expect(events).toContainEqual({ kind: "slowed", waitMs: expect.any(Number) });
});

test("F20 an upload that is denied names the action and the ARN", async () => {
  const { target, emulator } = await codeArtifactRig();
  await emulator.faults([{ match: { operation: "PublishVersion" }, do: "deny" }]);
  expect(await target.stage.upload(await keptArtifact("@acme/http", "1.0.0"), "latest")).toMatchObject({
    kind: "refused",
    error: {
      code: "ACCESS_DENIED",
      message: expect.stringMatching(
        /codeartifact:PublishPackageVersion on resource: arn:aws:codeartifact:eu-west-1:123456789012:package\/acme\/npm-staging\/npm\/acme\/http /,
      ),
    },
  });
});
