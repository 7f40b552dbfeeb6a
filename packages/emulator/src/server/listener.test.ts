import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Codeartifact as CodeArtifact } from "@aws-sdk/client-codeartifact";
import { once } from "node:events";
import { connect } from "node:net";
import { startEmulator, type RunningEmulator } from "./listener.ts";
import { publishBody } from "../testing/rig.ts";

let emulator: RunningEmulator;
let client: CodeArtifact;
const PACKAGE = { domain: "acme", format: "npm", namespace: "acme", package: "http" } as const;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new CodeArtifact({
    endpoint: emulator.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
  await client.createDomain({ domain: "acme" });
  await client.createRepository({ domain: "acme", repository: "stage" });
  await client.createRepository({ domain: "acme", repository: "channel" });
});

afterAll(async () => {
  client.destroy();
  await emulator.close();
});

async function publish(version: string): Promise<Response> {
  const { authorizationToken } = await client.getAuthorizationToken({ domain: "acme" });
  const { repositoryEndpoint } = await client.getRepositoryEndpoint({
    domain: "acme",
    repository: "stage",
    format: "npm",
  });
  return fetch(`${repositoryEndpoint}@acme%2fhttp`, {
    method: "PUT",
    headers: { authorization: `Bearer ${authorizationToken}` },
    body: JSON.stringify(publishBody({ name: "@acme/http", version })),
  });
}

test("a version is published, described, copied and listed with its hashes", async () => {
  expect((await publish("1.0.0")).status).toBe(200);
  const { packageVersion } = await client.describePackageVersion({
    ...PACKAGE,
    repository: "stage",
    packageVersion: "1.0.0",
  });
  expect(packageVersion).toMatchObject({
    displayName: "@acme/http",
    status: "Published",
    publishedTime: expect.any(Date),
  });
  const copied = await client.copyPackageVersions({
    ...PACKAGE,
    sourceRepository: "stage",
    destinationRepository: "channel",
    versionRevisions: { "1.0.0": packageVersion?.revision ?? "" },
  });
  expect(copied.successfulVersions?.["1.0.0"]?.status).toBe("Published");
  const { assets } = await client.listPackageVersionAssets({
    ...PACKAGE,
    repository: "channel",
    packageVersion: "1.0.0",
  });
  expect(assets?.[0]).toMatchObject({
    name: "package.tgz",
    size: 16,
    hashes: { "SHA-512": expect.any(String) },
  });
  const asset = await client.getPackageVersionAsset({
    ...PACKAGE,
    repository: "channel",
    packageVersion: "1.0.0",
    asset: "package.tgz",
  });
  expect(await asset.asset?.transformToString()).toBe("@acme/http@1.0.0");
});

test("an error has the class, the status and the members of the model", async () => {
  await expect(client.describeRepository({ domain: "acme", repository: "nowhere" })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    resourceType: "repository",
    resourceId: "acme/nowhere",
    $metadata: { httpStatusCode: 404 },
  });
});

test("a throttled call says when to come back", async () => {
  await fetch(`${emulator.url}/_emulator/faults`, {
    method: "POST",
    body: JSON.stringify([{ do: "throttle:3" }]),
  });
  await expect(client.listDomains({})).rejects.toMatchObject({
    name: "ThrottlingException",
    retryAfterSeconds: 3,
  });
});

test("an unsigned call of the control plane is turned away", async () => {
  const response = await fetch(`${emulator.url}/v1/domains`, { method: "POST" });
  expect(response.status).toBe(403);
  expect(await response.json()).toEqual({ message: "Missing Authentication Token" });
});

test("a reset fault ends the connection without a byte", async () => {
  await fetch(`${emulator.url}/_emulator/faults`, {
    method: "POST",
    body: JSON.stringify([{ match: { operation: "PublishVersion" }, do: "reset" }]),
  });
  await expect(publish("2.0.0")).rejects.toThrow("fetch failed");
});

test("a port that is taken is an error that says so", async () => {
  await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: "PORT_IN_USE" });
});

test("a client that leaves in the middle of its request does no harm", async () => {
  const socket = connect(emulator.port, "127.0.0.1");
  socket.write("PUT /d/acme-123456789012/npm/stage/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.destroy();
  expect((await client.listDomains({})).domains).toHaveLength(1);
});

test.each([
  ["a head that is gigantic", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(100_000)}\r\n\r\n`, 431],
  ["a body that is gigantic", "PUT /d/x HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000000\r\n\r\n{", 413],
  ["no HTTP at all", "\x16\x03\x01 hello\r\n\r\n", 400],
  [
    "a body that breaks its own encoding",
    "PUT /d/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    400,
  ],
  [
    "a path that is gigantic",
    `GET /v1/domain?domain=${"a".repeat(12_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    403,
  ],
])("%s gets a clear answer", async (_, bytes, status) => {
  const socket = connect(emulator.port, "127.0.0.1");
  socket.write(bytes);
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test("an emulator that shows nothing is looked into by its owner alone", async () => {
  await using closed = await startEmulator({ inspection: false });
  const path = `${closed.url}/_emulator/requests`;
  expect((await fetch(path)).status).toBe(404);
  expect((await closed.respond(new Request(path))).status).toBe(200);
});

test("who runs it has a token without the control plane", async () => {
  const { registry, token } = emulator.npmAccess("acme", "channel");
  const withToken = (text: string): Promise<Response> =>
    fetch(`${registry}-/ping`, { headers: { authorization: `Bearer ${text}` } });
  expect((await withToken(token)).status).toBe(200);
  expect((await withToken("nonsense")).status).toBe(401);
});
