import { expect, test } from "@jest/globals";
import { publishBody, Rig } from "../testing/rig.ts";
import { ConnectionAborted } from "../server/web.ts";

const HTTP = { name: "@acme/http", version: "1.0.0" };
const PUT = { plane: "npm", operation: "PublishVersion" };
const isThere = async (rig: Rig): Promise<boolean> => (await rig.npm("stage/@acme%2fhttp")).status === 200;

test.each([
  ["status:503", 503, false],
  ["status:503-after-effect", 503, true],
  ["throttle:7", 429, false],
  ["deny", 403, false],
  ["expire-token", 401, false],
  ["garbage", 200, false],
  ["delay:1", 200, true],
])("%s on a publish answers %d", async (act, status, landed) => {
  const rig = await Rig.start();
  await rig.faults({ match: PUT, do: act });
  expect((await rig.publish(HTTP)).status).toBe(status);
  await rig.login();
  expect(await isThere(rig)).toBe(landed);
});

test.each([
  ["reset", false],
  ["reset-after-effect", true],
])("%s ends the connection", async (act, landed) => {
  const rig = await Rig.start();
  await rig.faults({ match: PUT, do: act });
  await expect(rig.publish(HTTP)).rejects.toThrow(ConnectionAborted);
  expect(await isThere(rig)).toBe(landed);
});

test("hang answers nothing until the emulator closes", async () => {
  const rig = await Rig.start();
  await rig.faults({ match: PUT, do: "hang" });
  const hanging = rig.publish(HTTP);
  setImmediate(() => rig.emulator.close());
  await expect(hanging).rejects.toThrow(ConnectionAborted);
});

test("a delayed request is carried out although its client has left", async () => {
  let wake = (): void => {};
  const clock = { now: () => 0, sleep: () => new Promise<void>((resolve) => (wake = resolve)) };
  const rig = await Rig.start({ clock });
  await rig.faults({ match: PUT, do: "delay:60000" });
  const leaving = new AbortController();
  const body = JSON.stringify(publishBody(HTTP));
  const publish = rig.npm("stage/@acme%2fhttp", { method: "PUT", body, signal: leaving.signal });
  await new Promise(setImmediate);
  leaving.abort();
  expect(await isThere(rig)).toBe(false);
  wake();
  await publish;
  expect(await isThere(rig)).toBe(true);
});

test("truncate-reply carries the call out and breaks off in the reply", async () => {
  const rig = await Rig.start();
  await rig.faults({ match: PUT, do: "truncate-reply" });
  await expect(rig.publish(HTTP)).rejects.toThrow(ConnectionAborted);
  expect(await isThere(rig)).toBe(true);
});

test("throttle says when to come back", async () => {
  const rig = await Rig.start();
  await rig.faults({ do: "throttle:1934" });
  expect((await rig.publish(HTTP)).headers.get("retry-after")).toBe("1934");
});

test("invisible holds a version and its tag back from readers, and not from writers", async () => {
  let now = 1_000_000;
  const rig = await Rig.start({ clock: { now: () => now, sleep: async () => {} } });
  await rig.publish(HTTP);
  await rig.faults({ match: PUT, do: "invisible:5000" });
  await rig.publish({ ...HTTP, version: "1.1.0" });
  expect((await rig.npm("stage/@acme%2fhttp")).body["dist-tags"]).toEqual({ latest: "1.0.0" });
  const at = { repository: "stage", format: "npm", namespace: "acme", package: "http" };
  expect((await rig.control("DescribePackageVersion", { ...at, packageVersion: "1.1.0" })).status).toBe(404);
  expect((await rig.publish({ ...HTTP, version: "1.1.0", bytes: "other" })).status).toBe(409);
  now += 5000;
  expect((await rig.npm("stage/@acme%2fhttp")).body["dist-tags"]).toEqual({ latest: "1.1.0" });
});

test("corrupt stores other bytes than were sent, and shows their hash", async () => {
  const rig = await Rig.start();
  await rig.faults({ match: PUT, do: "corrupt" });
  await rig.publish(HTTP);
  await rig.publish({ ...HTTP, version: "1.1.0", bytes: "@acme/http@1.0.0" });
  const { versions } = (await rig.npm("stage/@acme%2fhttp")).body;
  expect(versions["1.0.0"].dist.integrity).not.toBe(versions["1.1.0"].dist.integrity);
});

test("corrupt on a tarball has it arrive with other bytes than are stored, once", async () => {
  const rig = await Rig.start();
  await rig.publish(HTTP);
  await rig.faults({ match: { operation: "GetTarball" }, do: "corrupt" });
  const bytes = async (): Promise<unknown> => {
    const redirect = await rig.npm("stage/@acme/http/-/http-1.0.0.tgz");
    const { pathname, search } = new URL(redirect.headers.get("location") ?? "");
    return (await rig.fetch(`${pathname}${search}`)).body;
  };
  expect(await bytes()).toMatch(/^@acme\/ht.p@1\.0\.0$/);
  expect(await bytes()).toBe("@acme/http@1.0.0");
});

test("corrupt on an answer changes one byte of it", async () => {
  const rig = await Rig.start();
  await rig.publish(HTTP);
  await rig.faults({ match: { operation: "GetPackument" }, do: "corrupt" });
  const spoilt = await rig.npm("stage/@acme%2fhttp");
  expect(spoilt.status).toBe(200);
  expect(spoilt.body).not.toEqual((await rig.npm("stage/@acme%2fhttp")).body);
});

test("corrupt on a copy leaves the destination with other bytes than the source", async () => {
  const rig = await Rig.start();
  await rig.publish(HTTP);
  await rig.faults({ match: { operation: "CopyPackageVersions" }, do: "corrupt" });
  const copy = {
    sourceRepository: "stage",
    destinationRepository: "channel",
    format: "npm",
    namespace: "acme",
    package: "http",
  };
  await rig.control("CopyPackageVersions", { ...copy, versions: ["1.0.0"] });
  const integrity = async (repository: string): Promise<string> =>
    (await rig.npm(`${repository}/@acme%2fhttp`)).body.versions["1.0.0"].dist.integrity;
  expect(await integrity("channel")).not.toBe(await integrity("stage"));
});

test("deny on the control plane has the service's words", async () => {
  const rig = await Rig.start();
  await rig.faults({
    match: { operation: "CopyPackageVersions", repository: "channel", package: "@acme/http" },
    do: "deny",
  });
  const copy = {
    sourceRepository: "stage",
    destinationRepository: "channel",
    format: "npm",
    namespace: "acme",
    package: "http",
  };
  const reply = await rig.control("CopyPackageVersions", { ...copy, versions: ["1.0.0"] });
  expect(reply.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
  expect(reply.body.message).toContain(
    "is not authorized to perform: codeartifact:CopyPackageVersions on resource: arn:aws:codeartifact:eu-west-1:123456789012:package/acme/channel/npm/acme/http",
  );
});

test("a fault strikes from the request that `at` counts, `times` times, and only what it matches", async () => {
  const rig = await Rig.start();
  await rig.faults({ match: { ...PUT, package: "@acme/http" }, at: 2, times: 2, do: "status:500" });
  const statuses: number[] = [];
  for (let minor = 0; minor < 5; minor += 1) {
    await rig.publish({ name: "@acme/other", version: `1.${minor}.0` });
    statuses.push((await rig.publish({ ...HTTP, version: `1.${minor}.0` })).status);
  }
  expect(statuses).toEqual([200, 500, 500, 200, 200]);
});

test("a list with an unknown fault is refused, and nothing is set", async () => {
  const rig = await Rig.start();
  const reply = await rig.faults({ do: "status:500" }, { do: "explode" });
  expect(reply).toMatchObject({ status: 400, body: { message: 'faults[1].do: unknown fault "explode"' } });
  expect((await rig.publish(HTTP)).status).toBe(200);
});
