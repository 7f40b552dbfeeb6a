import { expect, test } from "@jest/globals";
import { onCleanUp, useTempFolders } from "@convoy/testkit";
import { writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { keptArtifact } from "../testing/artifacts.ts";
import { npmRig } from "../testing/npm-target.ts";
import {
  inTurn,
  json,
  page,
  reset,
  scriptedServer,
  truncated,
  type Act,
} from "../testing/scripted-server.ts";

useTempFolders();

test("a version is uploaded in one PUT, as npm does it, under its dist-tag", async () => {
  const server = await scriptedServer(inTurn(json(201, {})));
  const { channel, open } = await npmRig(server.origin);
  const artifact = await keptArtifact("@acme/http", "1.0.0", { dependencies: { "@acme/codec": "^1.0.0" } });

  expect(await channel.upload(artifact, "next")).toEqual({ kind: "accepted" });
  expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["PUT /npm/@acme%2fhttp"]);
  expect(server.seen[0]?.headers.authorization).toBe("Bearer t0ken");
  expect(JSON.parse(server.seen[0]?.body ?? "")).toMatchObject({
    "dist-tags": { next: "1.0.0" },
    versions: {
      "1.0.0": { dependencies: { "@acme/codec": "^1.0.0" }, dist: { integrity: artifact.integrity } },
    },
    _attachments: { "@acme/http-1.0.0.tgz": { length: artifact.size } },
  });
  expect(open.requests).toBe(1);
});

test("I7 a field tag in the manifest does not decide the dist-tag", async () => {
  const server = await scriptedServer(inTurn(json(201, {})));
  const { channel } = await npmRig(server.origin);
  await channel.upload(await keptArtifact("@acme/http", "1.0.0", { tag: "latest" }), "next");
  expect(JSON.parse(server.seen[0]?.body ?? "")).toMatchObject({ "dist-tags": { next: "1.0.0" } });
  expect(server.seen[0]?.body).not.toContain("latest");
});

test("access is the manifest's own, else that of the settings", async () => {
  const server = await scriptedServer(inTurn(json(201, {})));
  const { channel } = await npmRig(server.origin, { access: "restricted" });
  await channel.upload(
    await keptArtifact("@acme/a", "1.0.0", { publishConfig: { access: "public" } }),
    "latest",
  );
  await channel.upload(await keptArtifact("@acme/b", "1.0.0"), "latest");
  expect(server.seen.map(({ body }) => (JSON.parse(body) as { access: unknown }).access)).toEqual([
    "public",
    "restricted",
  ]);
});

test("a file that is no longer what was packed is not uploaded", async () => {
  const server = await scriptedServer(inTurn(json(201, {})));
  const { channel } = await npmRig(server.origin);
  const artifact = await keptArtifact("@acme/http", "1.0.0");
  await writeFile(artifact.path, "something else");
  await expect(channel.upload(artifact, "latest")).rejects.toMatchObject({ code: "ARTIFACT_CHANGED" });
  await expect(
    channel.upload({ ...artifact, path: `${artifact.path}.gone` }, "latest"),
  ).rejects.toMatchObject({
    code: "ARTIFACT_CHANGED",
    message: expect.stringContaining("@acme/http@1.0.0 is gone"),
  });
  expect(server.seen).toEqual([]);
});

test.each<[string, Act]>([
  ["F5 a reply that is lost", reset],
  ["F8 a reply that is cut short", truncated(200)],
  ["F8 an HTML page", page(200)],
  ["F8 an HTML page with status 409", page(409)],
  ["F9 a status 503", json(503, { error: "try later" })],
])("%s leaves an upload unclear, and it is not sent again", async (_fault, act) => {
  const server = await scriptedServer(inTurn(act, json(201, {})));
  const { channel } = await npmRig(server.origin);
  const reply = await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(reply).toMatchObject({ kind: "unclear", error: { code: "REGISTRY_UNAVAILABLE" } });
  expect(server.seen).toHaveLength(1);
});

test("F7 a request that is cut short leaves the upload unclear, and is not made again", async () => {
  let connections = 0;
  // The server takes the head and a little more, and is gone.
  const server = createServer((socket) => {
    connections += 1;
    socket.on("error", () => undefined).once("data", () => socket.resetAndDestroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onCleanUp(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { channel } = await npmRig(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const reply = await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(reply).toMatchObject({ kind: "unclear", error: { code: "REGISTRY_UNAVAILABLE" } });
  expect(connections).toBe(1);
});

test("F11 a 409 says only that something is there", async () => {
  const server = await scriptedServer(inTurn(json(409, { error: "exists" })));
  const { channel } = await npmRig(server.origin);
  expect(await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest")).toMatchObject({
    kind: "exists",
  });
});

test.each([400, 402, 404, 413])(
  "F22 a status %i refuses an upload, with the registry's words",
  async (status) => {
    const server = await scriptedServer(inTurn(json(status, { error: "not this one" })));
    const { channel } = await npmRig(server.origin);
    expect(await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest")).toEqual({
      kind: "refused",
      error: {
        code: "REGISTRY_ERROR",
        message: `could not upload @acme/http@1.0.0 in ${server.origin}/npm/: ${status} not this one`,
      },
    });
    expect(server.seen).toHaveLength(1);
  },
);

test("F19 a static token that is not accepted is refused at once", async () => {
  const server = await scriptedServer(inTurn(json(401, { error: "bad token t0ken" })));
  const { channel } = await npmRig(server.origin);
  const reply = await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(reply).toMatchObject({
    kind: "refused",
    error: { code: "TOKEN_REFUSED", message: expect.stringContaining("401 bad token ***") },
  });
  expect(server.seen).toHaveLength(1);
});

test("a registry that wants a credential where there is none says which one is missing", async () => {
  const server = await scriptedServer(inTurn(json(401, { error: "who are you" })));
  const { channel } = await npmRig(server.origin, { token: "" });
  const reply = await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(reply).toMatchObject({ kind: "refused", error: { code: "CREDENTIALS_MISSING" } });
});

test("a manifest that npm does not publish is refused before anything is sent", async () => {
  const server = await scriptedServer(inTurn(json(201, {})));
  const { channel } = await npmRig(server.origin);
  const reply = await channel.upload(await keptArtifact("@acme/http", "1.0.0", { private: true }), "latest");
  expect(reply).toMatchObject({ kind: "refused", error: { message: expect.stringContaining("private") } });
  expect(server.seen).toEqual([]);
});
