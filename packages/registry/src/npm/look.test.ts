import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { npmRig } from "../testing/npm-target.ts";
import {
  hang,
  inTurn,
  json,
  page,
  reset,
  scriptedServer,
  truncated,
  type Act,
} from "../testing/scripted-server.ts";

useTempFolders();

const HTTP = {
  name: "@acme/http",
  "dist-tags": { latest: "1.1.0" },
  versions: { "1.0.0": { dist: { integrity: "sha512-a" } }, "1.1.0": { dist: {} } },
};

test("a package is seen with its hashes and dist-tags, by one request for the short document", async () => {
  const server = await scriptedServer(inTurn(json(200, HTTP)));
  const { channel, open } = await npmRig(server.origin);

  expect(await channel.look("@acme/http")).toEqual({
    versions: new Map([
      ["1.0.0", "sha512-a"],
      ["1.1.0", ""],
    ]),
    distTags: { latest: "1.1.0" },
  });
  expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /npm/@acme%2fhttp"]);
  expect(server.seen[0]?.headers.accept).toMatch(/^application\/vnd\.npm\.install-v1\+json;/);
  expect(open.requests).toBe(1);
});

test("a package that the registry does not know has no versions and no tags", async () => {
  const server = await scriptedServer(inTurn(json(404, { error: "not found" })));
  const { channel } = await npmRig(server.origin);
  expect(await channel.look("@acme/http")).toEqual({ versions: new Map(), distTags: {} });
  expect(await channel.readBack("@acme/http", "1.0.0")).toEqual({ kind: "absent" });
});

test.each<[string, Act]>([
  ["F6 a connection reset", reset],
  ["F8 a reply that is cut short", truncated(200)],
  ["F8 an HTML page", page(200)],
  ["F8 an HTML page with status 404", page(404)],
  ["JSON that is no package's document", json(200, {})],
  ["F9 a status 503", json(503, { error: "try later" })],
])("%s is read again after a wait, never as absent", async (_fault, act) => {
  const server = await scriptedServer(inTurn(act, json(200, HTTP)));
  const { channel, clock, events } = await npmRig(server.origin);
  expect(await channel.readBack("@acme/http", "1.0.0")).toEqual({ kind: "present", integrity: "sha512-a" });
  expect(clock.slept).toEqual([375]);
  expect(events).toMatchObject([{ kind: "retrying", attempt: 2, waitMs: 375 }]);
});

test("I11 a read that keeps failing ends after its attempts, with the registry's words", async () => {
  const server = await scriptedServer(inTurn(json(500, { error: "database gone" })));
  const { channel, clock, open } = await npmRig(server.origin);
  await expect(channel.look("@acme/http")).rejects.toMatchObject({
    code: "REGISTRY_UNAVAILABLE",
    message: `could not read @acme/http in ${server.origin}/npm/: 500 database gone`,
  });
  expect(open.requests).toBe(5);
  expect(clock.slept).toEqual([375, 750, 1500, 3000]);
});

test("F17 an attempt without an answer is given up at its deadline and made again", async () => {
  const server = await scriptedServer((_request, count) => {
    if (count === 1) setImmediate(() => rig.clock.expireAll());
    return count === 1 ? hang : json(200, HTTP);
  });
  const rig = await npmRig(server.origin);
  expect((await rig.channel.look("@acme/http")).versions.size).toBe(2);
  expect(rig.events).toMatchObject([
    {
      kind: "retrying",
      error: {
        message: `could not read @acme/http in ${server.origin}/npm/: no answer within 60 s`,
      },
    },
  ]);
});

test("nobody at the address is TARGET_UNREACHABLE", async () => {
  const server = await scriptedServer(inTurn(hang));
  const rig = await npmRig("http://127.0.0.1:1", { limits: { attempts: 2 } });
  await expect(rig.channel.look("@acme/http")).rejects.toMatchObject({ code: "TARGET_UNREACHABLE" });
  expect(server.seen).toEqual([]);
});

test("a refused read is no absent package", async () => {
  const server = await scriptedServer(inTurn(json(403, { error: "forbidden" })));
  const { channel } = await npmRig(server.origin);
  await expect(channel.look("@acme/http")).rejects.toMatchObject({ code: "ACCESS_DENIED" });
});

test("S20 keys of JavaScript's own in a document are nothing but names", async () => {
  const body =
    '{"name":"a","versions":{"__proto__":{"dist":{"integrity":"x"}}},"dist-tags":{"__proto__":"1.0.0"}}';
  const server = await scriptedServer(inTurn(json(200, JSON.parse(body))));
  const { channel } = await npmRig(server.origin);
  const view = await channel.look("a");
  expect([...view.versions.keys()]).toEqual(["__proto__"]);
  expect(Object.getOwnPropertyNames(view.distTags)).toEqual(["__proto__"]);
  expect({}).not.toHaveProperty("dist");
});

test("what is closed ends what is running", async () => {
  const server = await scriptedServer(inTurn(hang));
  const { channel, open } = await npmRig(server.origin);
  const looking = channel.look("@acme/http");
  setImmediate(() => open.close());
  await expect(looking).rejects.toThrow("aborted");
});
