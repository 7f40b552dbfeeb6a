import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const HTTP = { name: "@acme/http", version: "1.0.0" };
const PACKAGE = {
  repository: "stage",
  format: "npm",
  namespace: "acme",
  package: "http",
  versions: ["1.0.0"],
};

test("every change of a version is an event", async () => {
  const rig = await Rig.start();
  await rig.publish(HTTP);
  await rig.control("UpdatePackageVersionsStatus", { ...PACKAGE, targetStatus: "Archived" });
  await rig.control("DeletePackageVersions", PACKAGE);
  const { body } = await rig.fetch("/_emulator/events");
  expect(
    body.map(({ detail }: any) => [detail.operationType, detail.packageVersionState, detail.sequenceNumber]),
  ).toEqual([
    ["Created", "Published", 1],
    ["Updated", "Archived", 2],
    ["Deleted", "Deleted", 3],
  ]);
  expect(body[0]).toMatchObject({
    source: "aws.codeartifact",
    "detail-type": "CodeArtifact Package Version State Change",
    region: "eu-west-1",
    resources: ["arn:aws:codeartifact:eu-west-1:123456789012:package/acme/stage/npm/acme/http"],
    detail: {
      packageNamespace: "acme",
      changes: {
        assetsAdded: 1,
        assetsRemoved: 0,
        assetsUpdated: 0,
        metadataUpdated: true,
        statusChanged: true,
      },
    },
  });
});

test("the stream brings events as they happen", async () => {
  const rig = await Rig.start();
  const response = await rig.emulator.respond(
    new Request("http://codeartifact.test/_emulator/events/stream"),
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe(": listening\n\n");
  await rig.publish(HTTP);
  const { value = "" } = (await reader?.read()) ?? {};
  expect(JSON.parse(value.slice("data: ".length)).detail.packageVersion).toBe("1.0.0");
  await reader?.cancel();
});
