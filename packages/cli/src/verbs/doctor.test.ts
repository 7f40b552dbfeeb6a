import { expect, test } from "@jest/globals";
import { startEmulatorRig, useTempFolders } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

useTempFolders();

async function doctorWithout(...deny: readonly string[]): Promise<Ran> {
  const rig = await startEmulatorRig({ emulator: { deny } });
  Object.assign(process.env, rig.env);
  const { root } = await workspaceOf({ files: { "convoy.json": JSON.stringify(rig.config) } });
  return convoy(root, ["doctor", "--json"]);
}

test("a right that a release or its rollback would lack is found before it is needed", async () => {
  const ran = await doctorWithout("codeartifact:CopyPackageVersions");
  expect(ran.exitCode).toBe(1);
  expect(ran.json()).toMatchObject([
    { findings: [{ code: "ACCESS_DENIED", severity: "error", subject: "acme/npm-releases" }] },
  ]);
});

test("with all rights nothing stands in the way", async () => {
  const ran = await doctorWithout();
  expect([ran.exitCode, ran.json()]).toEqual([0, [{ format: 1, findings: [] }]]);
});

test("a quick look asks nothing that could change something, and so misses such a right", async () => {
  const rig = await startEmulatorRig({ emulator: { deny: ["codeartifact:CopyPackageVersions"] } });
  Object.assign(process.env, rig.env);
  const { root } = await workspaceOf({ files: { "convoy.json": JSON.stringify(rig.config) } });
  const before = (await rig.requests()).length;
  expect((await convoy(root, ["doctor", "--quick"])).exitCode).toBe(0);
  const asked = (await rig.requests()).slice(before).map(({ operation }) => operation);
  expect([...new Set(asked)].toSorted()).toEqual([
    "GetAuthorizationToken",
    "GetPackument",
    "GetRepositoryEndpoint",
  ]);
});
