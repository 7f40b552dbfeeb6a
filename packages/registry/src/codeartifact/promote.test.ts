import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { keptArtifact } from "../testing/artifacts.ts";
import { codeArtifactRig, useAwsCredentials, type CodeArtifactRig } from "../testing/codeartifact-target.ts";

useTempFolders();
useAwsCredentials(process.env);

async function staged(): Promise<CodeArtifactRig & { revision: string; integrity: string }> {
  const rig = await codeArtifactRig();
  const artifact = await keptArtifact("@acme/http", "1.0.0");
  await rig.target.stage.upload(artifact, "next");
  const found = await rig.target.stage.readBack("@acme/http", "1.0.0");
  if (found.kind === "absent" || found.revision === undefined) throw new Error("not staged");
  return { ...rig, revision: found.revision, integrity: artifact.integrity };
}

test("a staged version is copied into the channel with its dist-tags", async () => {
  const { target, revision, integrity } = await staged();
  expect(await target.promote("@acme/http", "1.0.0", revision)).toEqual({ kind: "accepted" });
  expect(await target.channel.look("@acme/http")).toMatchObject({
    versions: new Map([["1.0.0", integrity]]),
    distTags: { next: "1.0.0" },
  });
});

test("F18 a copy that is made twice changes nothing the second time", async () => {
  const { target, revision } = await staged();
  await target.promote("@acme/http", "1.0.0", revision);
  expect(await target.promote("@acme/http", "1.0.0", revision)).toEqual({ kind: "accepted" });
});

test("F24 a version that the stage has not is refused, although the status is 200", async () => {
  const { target } = await staged();
  expect(await target.promote("@acme/http", "2.0.0", undefined)).toMatchObject({
    kind: "refused",
    error: { code: "REGISTRY_ERROR", message: expect.stringContaining("NOT_FOUND") },
  });
});

test("F24 a version that is no longer at its revision is refused", async () => {
  const { target } = await staged();
  expect(await target.promote("@acme/http", "1.0.0", "another+revision=")).toMatchObject({
    kind: "refused",
    error: { message: expect.stringContaining("MISMATCHED_REVISION") },
  });
});

test("F12 a channel that has other bytes under the version keeps them", async () => {
  const { target, revision } = await staged();
  const other = await keptArtifact("@acme/http", "1.0.0", { description: "other" });
  await target.channel.upload(other, "latest");
  expect(await target.promote("@acme/http", "1.0.0", revision)).toMatchObject({ kind: "exists" });
  expect(await target.channel.readBack("@acme/http", "1.0.0")).toMatchObject({ integrity: other.integrity });
});

test("F5 a copy whose reply is lost is unclear, and not made again", async () => {
  const { target, emulator, revision, operations } = await staged();
  await emulator.faults([{ match: { operation: "CopyPackageVersions" }, do: "reset-after-effect" }]);
  expect(await target.promote("@acme/http", "1.0.0", revision)).toMatchObject({ kind: "unclear" });
  expect((await operations()).filter((name) => name === "CopyPackageVersions")).toHaveLength(1);
});

test("F10 a copy that is throttled waits and is made again", async () => {
  const { target, emulator, revision, events } = await staged();
  await emulator.faults([{ match: { operation: "CopyPackageVersions" }, times: 2, do: "throttle:4" }]);
  expect(await target.promote("@acme/http", "1.0.0", revision)).toEqual({ kind: "accepted" });
  expect(events).toContainEqual({ kind: "slowed", waitMs: 4000 });
});

test("F21 a copy that is denied names the action and the ARN", async () => {
  const { target, emulator, revision } = await staged();
  await emulator.faults([{ match: { operation: "CopyPackageVersions" }, do: "deny" }]);
  expect(await target.promote("@acme/http", "1.0.0", revision)).toMatchObject({
    kind: "refused",
    error: {
      code: "ACCESS_DENIED",
      message: expect.stringMatching(
        /CopyPackageVersions on resource: arn:.*:package\/acme\/npm-releases\/npm\/acme\/http /,
      ),
    },
  });
});
