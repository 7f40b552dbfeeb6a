import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

test("the request log says what was asked, in order", async () => {
  const rig = await Rig.start({ clock: { now: () => 5, sleep: async () => {} } });
  await rig.faults({ match: { operation: "PublishVersion" }, do: "delay:0" });
  await rig.publish({ name: "@acme/http", version: "1.0.0" });
  const { body } = await rig.fetch("/_emulator/requests");
  expect(body.at(-1)).toEqual({
    id: 5,
    plane: "npm",
    operation: "PublishVersion",
    repository: "stage",
    package: "@acme/http",
    version: "1.0.0",
    status: 200,
    startedAt: 5,
    endedAt: 5,
    inFlight: 1,
    fault: "delay:0",
  });
});

test("a copy is logged under its destination, its package's whole name and its versions", async () => {
  const rig = await Rig.start();
  await rig.control("CopyPackageVersions", {
    sourceRepository: "stage",
    destinationRepository: "channel",
    format: "npm",
    namespace: "acme",
    package: "http",
    versions: ["1.0.0", "1.1.0"],
  });
  const { body } = await rig.fetch("/_emulator/requests");
  expect(body.at(-1)).toMatchObject({
    operation: "CopyPackageVersions",
    repository: "channel",
    package: "@acme/http",
    version: "1.0.0,1.1.0",
  });
});

test("reset clears everything", async () => {
  const rig = await Rig.start();
  await rig.faults({ do: "status:500" });
  await rig.fetch("/_emulator/reset", { method: "POST" });
  expect((await rig.fetch("/_emulator/requests")).body).toEqual([]);
  expect((await rig.control("ListDomains")).body.domains).toEqual([]);
  expect((await rig.fetch("/_emulator/faults")).body).toEqual([]);
});
