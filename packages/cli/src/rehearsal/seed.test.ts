import { expect, test } from "@jest/globals";
import type { ChannelNow, HiddenVersion } from "./channel-now.ts";
import { seedOf } from "./seed.ts";

const PLACE = { domain: "acme", region: "eu-west-1", repository: "npm-releases", staging: "npm-staging" };

function channelWith(integrity: string, hidden: readonly HiddenVersion[] = []): ChannelNow {
  const manifest = { dependencies: { "@acme/log": "^1.0.0" } };
  const versions = new Map([["1.0.0", { integrity, manifest }]]);
  const packages = new Map([["@acme/codec", { distTags: { latest: "1.0.0" }, versions }]]);
  return { label: "acme/npm-releases", packages, hidden, latencyMs: 1 };
}

function packagesOf(channel: ChannelNow, due: string): readonly unknown[] {
  const [domain] = seedOf(channel, new Map([["@acme/codec", due]]), PLACE).domains;
  return domain?.repositories?.map(({ packages }) => packages) ?? [];
}

test("a version has its manifest, and a tarball that is made of it", () => {
  expect(packagesOf(channelWith("sha512-a"), "1.1.0")).toEqual([
    [],
    [
      {
        name: "@acme/codec",
        tags: { latest: "1.0.0" },
        versions: [{ version: "1.0.0", manifest: { dependencies: { "@acme/log": "^1.0.0" } } }],
      },
    ],
  ]);
});

test("a version that is to be released and is there has its hash, so that the same conflict arises", () => {
  expect(packagesOf(channelWith("sha512-a"), "1.0.0")[1]).toMatchObject([
    { versions: [{ version: "1.0.0", integrity: "sha512-a" }] },
  ]);
});

test("what no consumer sees is hidden there too, and what is staged is in the stage", () => {
  const version = { name: "@acme/codec", version: "1.1.0", integrity: "sha512-b" };
  const channel = channelWith("sha512-a", [
    { ...version, place: "channel" },
    { ...version, place: "stage" },
  ]);
  expect(packagesOf(channel, "1.1.0")).toMatchObject([
    [{ versions: [{ version: "1.1.0", status: "Published", integrity: "sha512-b" }] }],
    [{ versions: [{ version: "1.0.0" }, { version: "1.1.0", status: "Unlisted", integrity: "sha512-b" }] }],
  ]);
});
