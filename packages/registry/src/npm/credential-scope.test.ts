import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { keptArtifact } from "../testing/artifacts.ts";
import { npmRig } from "../testing/npm-target.ts";
import { inTurn, json, redirect, scriptedServer } from "../testing/scripted-server.ts";

useTempFolders();

const HTTP = { name: "@acme/http", versions: {}, "dist-tags": {} };

test.each([301, 302, 303, 307, 308])("S12 a %i to another port carries nothing there", async (status) => {
  const elsewhere = await scriptedServer(inTurn(json(200, HTTP)));
  const server = await scriptedServer(inTurn(redirect(`${elsewhere.origin}/npm/@acme%2fhttp`, status)));
  const { channel } = await npmRig(server.origin);
  await expect(channel.look("@acme/http")).rejects.toMatchObject({
    code: "TARGET_UNREACHABLE",
    message: expect.stringContaining(`is sent on to ${elsewhere.origin}`),
  });
  const upload = await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest");
  expect(upload).toMatchObject({ kind: "refused", error: { code: "TARGET_UNREACHABLE" } });
  expect(elsewhere.seen).toEqual([]);
});

test("S12 nor does one to another host, to https, or to another path of the registry's host", async () => {
  const places = ["http://localhost:9/npm/a", "https://127.0.0.1:9/npm/a", "/other/a"];
  for (const place of places) {
    const server = await scriptedServer(inTurn(redirect(place)));
    const { channel } = await npmRig(server.origin);
    await expect(channel.look("@acme/http")).rejects.toMatchObject({ code: "TARGET_UNREACHABLE" });
    expect(server.seen).toHaveLength(1);
  }
});

test("a redirect that stays below the registry is followed", async () => {
  const server = await scriptedServer(inTurn(redirect("/npm/moved/http"), json(200, HTTP)));
  const { channel } = await npmRig(server.origin);
  await channel.look("@acme/http");
  expect(server.seen.map(({ url }) => url)).toEqual(["/npm/@acme%2fhttp", "/npm/moved/http"]);
});

test("the npmrc's credential for this registry goes before the token, and others' are not sent", async () => {
  const server = await scriptedServer(inTurn(json(200, HTTP)));
  const host = server.origin.slice("http:".length);
  const authorizationBy = async (npmrc: Record<string, string>): Promise<unknown> => {
    const { channel } = await npmRig(server.origin, { npmrc });
    await channel.look("@acme/http");
    return server.seen.at(-1)?.headers.authorization;
  };
  expect(await authorizationBy({ [`${host}/npm/:_authToken`]: "from-npmrc" })).toBe("Bearer from-npmrc");
  expect(await authorizationBy({ [`${host}/:_auth`]: "dTpw" })).toBe("Basic dTpw");
  expect(await authorizationBy({ [`${host}/other/:_authToken`]: "x" })).toBe("Bearer t0ken");
  expect(await authorizationBy({ [`${host}/npm/:_authToken`]: "${NOT_SET}" })).toBe("Bearer t0ken");
});

test("S12 the npmrc's registries for scopes do not lead a package elsewhere", async () => {
  const server = await scriptedServer(inTurn(json(201, {})));
  const { channel } = await npmRig(server.origin, { npmrc: { "@acme:registry": "http://127.0.0.1:9/" } });
  expect(await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest")).toEqual({
    kind: "accepted",
  });
});

test("S13 an address with a password in it is refused without repeating the password", async () => {
  await expect(npmRig("http://me:s3cret@127.0.0.1:9")).rejects.toMatchObject({
    code: "TARGET_INVALID",
    message: "the URL of the registry on 127.0.0.1:9 has a credential in it",
  });
});
