import { Codeartifact } from "@aws-sdk/client-codeartifact";
import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { keptArtifact } from "../testing/artifacts.ts";
import { codeArtifactRig, useAwsCredentials, type CodeArtifactRig } from "../testing/codeartifact-target.ts";

useTempFolders();
useAwsCredentials(process.env);

interface Published extends CodeArtifactRig {
  readonly integrity: string;
  readonly revision: string;
}

async function published(): Promise<Published> {
  const rig = await codeArtifactRig();
  const artifact = await keptArtifact("@acme/http", "1.0.0");
  await rig.target.channel.upload(artifact, "latest");
  const found = await rig.target.channel.readBack("@acme/http", "1.0.0");
  if (found.kind === "absent" || found.revision === undefined) throw new Error("not published");
  return { ...rig, integrity: artifact.integrity, revision: found.revision };
}

test("a version at its revision is archived and deleted, in two requests", async () => {
  const { target, integrity, revision, operations } = await published();
  const reply = await target.channel.remove(
    "@acme/http",
    "1.0.0",
    { integrity, revision },
    { lastOf: false },
  );
  expect(reply).toEqual({ kind: "removed" });
  expect(await target.channel.readBack("@acme/http", "1.0.0")).toEqual({ kind: "absent" });
  expect((await operations()).slice(2, 4)).toEqual(["UpdatePackageVersionsStatus", "DeletePackageVersions"]);
});

test("without a known revision the hash decides", async () => {
  const { target, integrity } = await published();
  const other = { integrity: "sha512-other" };
  expect(await target.channel.remove("@acme/http", "1.0.0", other, { lastOf: false })).toEqual({
    kind: "changed",
  });
  expect(await target.channel.remove("@acme/http", "1.0.0", { integrity }, { lastOf: false })).toEqual({
    kind: "removed",
  });
  expect(await target.channel.remove("@acme/http", "1.0.0", { integrity }, { lastOf: false })).toEqual({
    kind: "absent",
  });
});

test("F26 a version that somebody published anew meanwhile is left alone", async () => {
  const { target, integrity, revision } = await published();
  await target.channel.remove("@acme/http", "1.0.0", { integrity, revision }, { lastOf: false });
  const anew = await keptArtifact("@acme/http", "1.0.0", { description: "somebody else's" });
  await target.channel.upload(anew, "latest");

  const reply = await target.channel.remove(
    "@acme/http",
    "1.0.0",
    { integrity, revision },
    { lastOf: false },
  );
  expect(reply).toEqual({ kind: "changed" });
  expect(await target.channel.look("@acme/http")).toMatchObject({
    versions: new Map([["1.0.0", anew.integrity]]),
  });
});

test("F26 a version that somebody brings back while it is taken out stays", async () => {
  const { target, emulator, operations, integrity, revision } = await published();
  await emulator.faults([{ match: { operation: "DeletePackageVersions" }, do: "delay:400" }]);
  const removal = target.channel.remove("@acme/http", "1.0.0", { integrity, revision }, { lastOf: false });
  while (!(await operations()).includes("UpdatePackageVersionsStatus"));
  const { domain, domainOwner, region, repository } = emulator.config.target;
  const somebody = new Codeartifact({ region, endpoint: emulator.url });
  await somebody.updatePackageVersionsStatus({
    domain,
    domainOwner,
    repository,
    format: "npm",
    namespace: "acme",
    package: "http",
    versions: ["1.0.0"],
    targetStatus: "Published",
  });
  expect(await removal).toEqual({ kind: "changed" });
  expect((await target.channel.look("@acme/http")).versions.has("1.0.0")).toBe(true);
});

test("the last version takes the package's record along, where the package is the release's own", async () => {
  const { target, integrity, operations } = await published();
  await target.channel.remove("@acme/http", "1.0.0", { integrity }, { lastOf: true });
  expect((await operations()).slice(-2)).toEqual(["ListPackageVersions", "DeletePackage"]);
});

test("I3 a package with another version keeps its record", async () => {
  const { target, integrity, operations } = await published();
  await target.channel.upload(await keptArtifact("@acme/http", "2.0.0"), "latest");
  await target.channel.remove("@acme/http", "1.0.0", { integrity }, { lastOf: true });
  expect(await operations()).not.toContain("DeletePackage");
  expect((await target.channel.look("@acme/http")).versions.has("2.0.0")).toBe(true);
});

test("a removal that was cut short between its two steps can be made again", async () => {
  const { target, emulator, integrity, revision } = await published();
  await emulator.faults([{ match: { operation: "DeletePackageVersions" }, do: "reset" }]);
  const present = { integrity, revision };
  expect(await target.channel.remove("@acme/http", "1.0.0", present, { lastOf: true })).toMatchObject({
    kind: "unclear",
  });
  expect(await target.channel.remove("@acme/http", "1.0.0", present, { lastOf: true })).toEqual({
    kind: "removed",
  });
});

test("F21 a removal that is denied names the action and the ARN", async () => {
  const { target, emulator, integrity, revision } = await published();
  await emulator.faults([{ match: { operation: "UpdatePackageVersionsStatus" }, do: "deny" }]);
  const reply = await target.channel.remove(
    "@acme/http",
    "1.0.0",
    { integrity, revision },
    { lastOf: false },
  );
  expect(reply).toMatchObject({
    kind: "refused",
    error: {
      code: "ACCESS_DENIED",
      message: expect.stringMatching(
        /UpdatePackageVersionsStatus on resource: arn:.*\/acme\/npm-releases\/npm\/acme\/http /,
      ),
    },
  });
});
