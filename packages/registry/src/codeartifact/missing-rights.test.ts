import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { keptArtifact } from "../testing/artifacts.ts";
import { codeArtifactRig, useAwsCredentials, type CodeArtifactRig } from "../testing/codeartifact-target.ts";

useTempFolders();
useAwsCredentials(process.env);

const NAMES = ["@acme/codec", "@acme/http", "plain"];

function rigDenying(...deny: readonly string[]): Promise<CodeArtifactRig> {
  return codeArtifactRig({}, { emulator: { deny } });
}

async function missing({ open }: CodeArtifactRig): Promise<readonly string[]> {
  const errors = (await open.missingRights?.(NAMES)) ?? [];
  return errors.map(({ message }) =>
    message.replace(/^.* perform: (\S+) on resource: (\S+) .*$/, "$1 on $2"),
  );
}

test("a role that may do all of it lacks nothing, and what is there stays as it is", async () => {
  const rig = await rigDenying();
  await rig.target.channel.upload(await keptArtifact("@acme/codec", "1.0.0"), "latest");
  const before = await rig.target.channel.look("@acme/codec");
  expect(await missing(rig)).toEqual([]);
  expect(await rig.target.channel.look("@acme/codec")).toEqual(before);
});

test("all that is missing is told at once, with the action and what it is needed on", async () => {
  const rig = await rigDenying(
    "codeartifact:CopyPackageVersions",
    "codeartifact:DeletePackageVersions:arn:aws:codeartifact:*:*:package/acme/npm-releases/*",
  );
  const package_ = "arn:aws:codeartifact:eu-west-1:123456789012:package/acme/npm-releases/npm";
  expect(await missing(rig)).toEqual([
    `codeartifact:DeletePackageVersions on ${package_}/acme/http`,
    `codeartifact:CopyPackageVersions on ${package_}/acme/http`,
    `codeartifact:DeletePackageVersions on ${package_}//plain`,
    `codeartifact:CopyPackageVersions on ${package_}//plain`,
  ]);
});

test("what is told names the package, and not the version that was made up to ask", async () => {
  const { open } = await rigDenying(
    "codeartifact:CopyPackageVersions",
    "codeartifact:ListPackageVersionAssets",
  );
  const told = ((await open.missingRights?.(["@acme/http"])) ?? []).map(
    ({ message }) => message.split(":")[0],
  );
  expect(told).toEqual([
    "could not read back @acme/http in acme/npm-staging",
    "could not read back @acme/http in acme/npm-releases",
    "could not copy @acme/http from acme/npm-staging in acme/npm-releases",
  ]);
});

test("it costs seven requests a scope, however many packages there are", async () => {
  const rig = await rigDenying();
  await missing(rig);
  expect((await rig.operations()).toSorted()).toEqual(
    [
      ...Array.from({ length: 2 }, () => "CopyPackageVersions"),
      ...Array.from({ length: 4 }, () => "DeletePackageVersions"),
      ...Array.from({ length: 4 }, () => "ListPackageVersionAssets"),
      ...Array.from({ length: 4 }, () => "UpdatePackageVersionsStatus"),
    ].toSorted(),
  );
});
