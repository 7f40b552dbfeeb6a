import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { npmRig } from "../testing/npm-target.ts";
import {
  json,
  scriptedServer,
  type Act,
  type ScriptedServer,
  type Seen,
} from "../testing/scripted-server.ts";

useTempFolders();

const PRESENT = { integrity: "sha512-b" };

function packument(versions: readonly string[]): Record<string, unknown> {
  return {
    _id: "@acme/http",
    _rev: "3-abc",
    name: "@acme/http",
    "dist-tags": { latest: "1.0.0", next: "1.1.0" },
    versions: Object.fromEntries(
      versions.map((version) => [
        version,
        {
          dist: {
            integrity: version === "1.1.0" ? "sha512-b" : "sha512-a",
            tarball: `http://registry.test/npm/@acme/http/-/http-${version}.tgz`,
          },
        },
      ]),
    ),
  };
}

/** Serves the document, and answers writes as `write` says. */
function registryWith(
  document: unknown,
  write: (request: Seen) => Act = () => json(200, {}),
): Promise<ScriptedServer> {
  return scriptedServer((request) => (request.method === "GET" ? json(200, document) : write(request)));
}

function writesTo(server: ScriptedServer): string[] {
  return server.seen.filter(({ method }) => method !== "GET").map(({ method, url }) => `${method} ${url}`);
}

test("a version is taken out of the document under its revision, and then its tarball", async () => {
  const server = await registryWith(packument(["1.0.0", "1.1.0"]));
  const { channel } = await npmRig(server.origin);
  expect(await channel.remove("@acme/http", "1.1.0", PRESENT, { lastOf: false })).toEqual({
    kind: "removed",
  });
  expect(writesTo(server)).toEqual([
    "PUT /npm/@acme%2fhttp/-rev/3-abc",
    "DELETE /npm/@acme/http/-/http-1.1.0.tgz/-rev/3-abc",
  ]);
  const written = server.seen.find(({ method }) => method === "PUT");
  expect(JSON.parse(written?.body ?? "")).toMatchObject({ "dist-tags": { latest: "1.0.0" } });
  expect(Object.keys((JSON.parse(written?.body ?? "") as { versions: object }).versions)).toEqual(["1.0.0"]);
});

test("the only version takes the package along", async () => {
  const server = await registryWith(packument(["1.1.0"]));
  const { channel } = await npmRig(server.origin);
  expect(await channel.remove("@acme/http", "1.1.0", PRESENT, { lastOf: true })).toEqual({ kind: "removed" });
  expect(writesTo(server)).toEqual(["DELETE /npm/@acme%2fhttp/-rev/3-abc"]);
});

test("F26 a version with other bytes is left alone, and one that is gone is absent", async () => {
  const server = await registryWith(packument(["1.0.0"]));
  const { channel } = await npmRig(server.origin);
  expect(await channel.remove("@acme/http", "1.0.0", PRESENT, { lastOf: false })).toEqual({
    kind: "changed",
  });
  expect(await channel.remove("@acme/http", "1.1.0", PRESENT, { lastOf: false })).toEqual({ kind: "absent" });
  expect(writesTo(server)).toEqual([]);
});

test.each([404, 405])("a registry that answers %i keeps its versions", async (status) => {
  const server = await registryWith(packument(["1.0.0", "1.1.0"]), () =>
    json(status, { error: "Method Not Allowed" }),
  );
  const { channel } = await npmRig(server.origin);
  expect(await channel.remove("@acme/http", "1.1.0", PRESENT, { lastOf: false })).toMatchObject({
    kind: "refused",
    error: { code: "REGISTRY_KEEPS_VERSIONS" },
  });
});

test("I3 a document without a revision is not written back, lest somebody's version be lost", async () => {
  const { _rev, ...document } = packument(["1.0.0", "1.1.0"]);
  const server = await registryWith(document);
  const { channel } = await npmRig(server.origin);
  expect(await channel.remove("@acme/http", "1.1.0", PRESENT, { lastOf: false })).toMatchObject({
    kind: "refused",
    error: { code: "REGISTRY_KEEPS_VERSIONS" },
  });
  expect(writesTo(server)).toEqual([]);
});

test("somebody who wrote meanwhile leaves the removal to be tried again", async () => {
  const server = await registryWith(packument(["1.0.0", "1.1.0"]), () => json(409, { error: "conflict" }));
  const { channel } = await npmRig(server.origin);
  expect(await channel.remove("@acme/http", "1.1.0", PRESENT, { lastOf: false })).toMatchObject({
    kind: "unclear",
  });
});
