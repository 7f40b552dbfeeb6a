import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { npmRig } from "../testing/npm-target.ts";
import { inTurn, json, redirect, scriptedServer } from "../testing/scripted-server.ts";

useTempFolders();

const HTTP = { name: "@acme/http", versions: {}, "dist-tags": {} };

test("S33 a proxy that the settings name is used, and still leads nowhere but to the registry", async () => {
  const proxy = await scriptedServer(
    inTurn(json(200, HTTP), redirect("http://elsewhere.test/npm/@acme%2fhttp")),
  );
  const { channel } = await npmRig("http://registry.test", { proxy: { http: proxy.origin } });
  await channel.look("@acme/http");
  expect(proxy.seen.map(({ url }) => url)).toEqual(["http://registry.test/npm/@acme%2fhttp"]);
  await expect(channel.look("@acme/http")).rejects.toMatchObject({ code: "TARGET_UNREACHABLE" });
  expect(proxy.seen).toHaveLength(2);
});

test("a registry that the settings except is reached without the proxy", async () => {
  const proxy = await scriptedServer(inTurn(json(200, HTTP)));
  const server = await scriptedServer(inTurn(json(200, HTTP)));
  const { channel } = await npmRig(server.origin, { proxy: { http: proxy.origin, except: "127.0.0.1" } });
  await channel.look("@acme/http");
  expect([proxy.seen.length, server.seen.length]).toEqual([0, 1]);
});
