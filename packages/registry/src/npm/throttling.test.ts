import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { keptArtifact } from "../testing/artifacts.ts";
import { npmRig } from "../testing/npm-target.ts";
import { inTurn, json, scriptedServer } from "../testing/scripted-server.ts";

useTempFolders();

const slowDown = (after: string, date?: string): ReturnType<typeof json> =>
  json(429, { error: "slow down" }, { "retry-after": after, ...(date === undefined ? {} : { date }) });

test("F10 an upload that is turned away waits as long as it is told, and goes again", async () => {
  const server = await scriptedServer(inTurn(slowDown("7"), json(201, {})));
  const { channel, clock, events, open } = await npmRig(server.origin);
  expect(await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest")).toEqual({
    kind: "accepted",
  });
  expect(clock.slept[0]).toBe(7000);
  expect(events).toEqual([{ kind: "slowed", waitMs: 7000 }]);
  expect(open.requests).toBe(2);
});

test("F10 F34 a Retry-After date is read by the registry's clock, not by ours", async () => {
  const reply = slowDown("Thu, 01 Jan 2037 00:00:09 GMT", "Thu, 01 Jan 2037 00:00:00 GMT");
  const server = await scriptedServer(inTurn(reply, json(404, { error: "none" })));
  const { channel, clock } = await npmRig(server.origin);
  await channel.look("@acme/http");
  expect(clock.slept[0]).toBe(9000);
});

test("F10 a wait beyond the budget is an error at once, and refuses a write", async () => {
  const server = await scriptedServer(inTurn(slowDown("1934")));
  const { channel, clock } = await npmRig(server.origin);
  await expect(channel.look("@acme/http")).rejects.toMatchObject({ code: "REGISTRY_THROTTLED" });
  expect(await channel.upload(await keptArtifact("@acme/http", "1.0.0"), "latest")).toMatchObject({
    kind: "refused",
    error: { code: "REGISTRY_THROTTLED" },
  });
  expect(clock.slept).toEqual([]);
});

test("F10 I11 a registry that never stops throttling ends an operation within its budget", async () => {
  const server = await scriptedServer(inTurn(slowDown("60")));
  const { channel, clock } = await npmRig(server.origin);
  await expect(channel.look("@acme/http")).rejects.toMatchObject({ code: "REGISTRY_THROTTLED" });
  expect(clock.now()).toBeLessThanOrEqual(300_000);
  expect(server.seen.length).toBeLessThanOrEqual(6);
});

test("F10 one worker that is told to slow down holds all the others back", async () => {
  const server = await scriptedServer((_request, count) => (count === 1 ? slowDown("30") : json(404, {})));
  const { channel, clock, events } = await npmRig(server.origin, { limits: { read: 1 } });
  await Promise.all([channel.look("a"), channel.look("b"), channel.look("c")]);
  expect(clock.now()).toBeGreaterThanOrEqual(30_000);
  expect(events).toEqual([{ kind: "slowed", waitMs: 30_000 }]);
  expect(server.seen.map(({ url }) => url)).toEqual(["/npm/a", "/npm/a", "/npm/b", "/npm/c"]);
});
