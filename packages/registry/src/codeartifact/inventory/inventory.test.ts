import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import type { Inventory } from "../../inventory.ts";
import {
  codeArtifactRig,
  useAwsCredentials,
  type CodeArtifactRig,
} from "../../testing/codeartifact-target.ts";

useTempFolders();
useAwsCredentials(process.env);

const MANY = 1050;

const numbered = (count: number): { version: string }[] =>
  Array.from({ length: count }, (_, index) => ({ version: `1.0.${index}` }));

interface Seeded extends CodeArtifactRig {
  readonly channel: Inventory;
}

/** A channel with @acme/many, of so many versions, and @acme/app that needs it. */
async function seeded(count = 10): Promise<Seeded> {
  const needs = { dependencies: { "@acme/many": "^1.0.0" }, devDependencies: { "@acme/dev": "1.0.0" } };
  const packages = [
    { name: "@acme/many", tags: { latest: "1.0.7" }, versions: numbered(count) },
    {
      name: "@acme/app",
      versions: [
        { version: "1.0.0", manifest: needs },
        { version: "0.9.0", manifest: needs, status: "Unlisted" as const },
      ],
    },
    {
      name: "left-pad",
      origin: { publish: "BLOCK", upstream: "ALLOW" } as const,
      versions: [{ version: "1.3.0" }],
    },
  ];
  const repositories = [{ name: "npm-releases", packages }, { name: "npm-staging" }];
  const seed = { domains: [{ name: "seeded", region: "eu-west-1", repositories }] };
  const rig = await codeArtifactRig({ domain: "seeded" }, { emulator: { seed } });
  const channel = rig.open.inventories?.channel;
  if (channel === undefined) throw new Error("CodeArtifact has an inventory");
  return { ...rig, channel };
}

test("lists go on over their pages, and packages from outside are left out", async () => {
  const { channel } = await seeded(MANY);
  expect(await channel.packages()).toEqual(["@acme/app", "@acme/many"]);
  const versions = await channel.versions("@acme/many");
  expect(new Set(versions.map(({ version }) => version)).size).toBe(MANY);
  expect(versions[0]).toEqual({ version: "1.0.0", status: "Published", revision: expect.any(String) });
  expect(await channel.versions("@acme/none")).toEqual([]);
});

test("needs are those of an install, of hidden versions too", async () => {
  const { channel } = await seeded();
  const needs = { "@acme/many": "^1.0.0" };
  expect(await channel.shown("@acme/app")).toEqual({ distTags: {}, needs: new Map([["1.0.0", needs]]) });
  expect(await channel.needsOf("@acme/app", "0.9.0")).toEqual(needs);
  expect(await channel.shown("@acme/none")).toEqual({ distTags: {}, needs: new Map() });
});

test("a version says when it was published", async () => {
  const { channel } = await seeded();
  const at = await channel.publishedAt("@acme/app", "1.0.0");
  expect(Math.abs((at ?? 0) - Date.now())).toBeLessThan(3_600_000);
  expect(await channel.publishedAt("@acme/app", "7.0.0")).toBeUndefined();
});

test("versions are deleted a hundred at a time, each hundred archived first under its revisions", async () => {
  const { channel, operations } = await seeded(260);
  const some = (await channel.versions("@acme/many")).slice(0, 250);
  const before = (await operations()).length;
  const outcomes = await channel.change("@acme/many", some, "delete");
  expect(new Set([...outcomes.values()].map(({ kind }) => kind))).toEqual(new Set(["done"]));
  expect((await operations()).slice(before)).toEqual(
    Array.from({ length: 3 }, () => ["UpdatePackageVersionsStatus", "DeletePackageVersions"]).flat(),
  );
  expect(await channel.versions("@acme/many")).toHaveLength(10);
});

test("F26: one that has changed is left alone, and keeps none of the others from going", async () => {
  const { channel } = await seeded();
  const [one, two, three] = (await channel.versions("@acme/many")).slice(0, 3);
  if (one === undefined || two === undefined || three === undefined) throw new Error("there are ten");
  await channel.change("@acme/many", [two], "unlist");
  const wanted = [{ ...one, revision: "another" }, two, three, { ...three, version: "9.9.9" }];
  const outcomes = await channel.change("@acme/many", wanted, "archive");
  expect(Object.fromEntries([...outcomes].map(([version, { kind }]) => [version, kind]))).toEqual({
    [one.version]: "changed",
    [two.version]: "changed",
    [three.version]: "done",
    "9.9.9": "absent",
  });
});

test("F5: a change whose reply was lost is read back", async () => {
  const { channel, emulator } = await seeded();
  const some = (await channel.versions("@acme/many")).slice(0, 2);
  const match = { operation: "UpdatePackageVersionsStatus" } as const;
  await emulator.faults([{ match, do: "reset-after-effect" }]);
  const outcomes = await channel.change("@acme/many", some, "archive");
  expect([...outcomes.values()]).toEqual([{ kind: "done" }, { kind: "done" }]);
});

test("F20: a change that is denied names the action", async () => {
  const { channel, emulator } = await seeded();
  const some = (await channel.versions("@acme/many")).slice(0, 1);
  await emulator.faults([{ match: { operation: "UpdatePackageVersionsStatus" }, do: "deny" }]);
  const outcomes = await channel.change("@acme/many", some, "unlist");
  expect([...outcomes.values()]).toMatchObject([{ kind: "failed", error: { code: "ACCESS_DENIED" } }]);
});
