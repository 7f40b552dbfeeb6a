import { gunzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { Rig } from "../testing/rig.ts";

const HTTP = {
  name: "@acme/http",
  version: "1.0.0",
  manifest: { description: "d", scripts: { test: "x" }, bin: { h: "h.js" } },
};
const PACKUMENT = "stage/@acme%2fhttp";

async function published(): Promise<Rig> {
  const rig = await Rig.start();
  await rig.publish(HTTP);
  return rig;
}

test("a client that prefers it gets the abbreviated form", async () => {
  const rig = await published();
  const accept = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";
  const { body, headers } = await rig.npm(PACKUMENT, { headers: { accept } });
  expect(headers.get("content-type")).toBe("application/vnd.npm.install-v1+json");
  expect(Object.keys(body)).toEqual(["name", "modified", "dist-tags", "versions"]);
  expect(Object.keys(body.versions["1.0.0"])).toEqual(["name", "version", "bin", "dist"]);
});

test("the full form repeats the latest manifest and has a time for each version", async () => {
  const rig = await published();
  const { body } = await rig.npm(PACKUMENT);
  expect(body).toMatchObject({ _id: "@acme/http", description: "d", time: { "1.0.0": expect.any(String) } });
  expect(body).not.toHaveProperty("_rev");
});

test("a client that has the packument already gets a 304", async () => {
  const rig = await published();
  const etag = (await rig.npm(PACKUMENT)).headers.get("etag") ?? "";
  expect((await rig.npm(PACKUMENT, { headers: { "if-none-match": etag } })).status).toBe(304);
  await rig.publish({ ...HTTP, version: "1.1.0" });
  expect((await rig.npm(PACKUMENT, { headers: { "if-none-match": etag } })).status).toBe(200);
});

test("a client that takes gzip gets gzip", async () => {
  const rig = await published();
  const token = await rig.login();
  const url = `http://codeartifact.test/d/acme-123456789012/npm/${PACKUMENT}`;
  const headers = { authorization: `Bearer ${token}`, "accept-encoding": "gzip" };
  const response = await rig.emulator.respond(new Request(url, { headers }));
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(JSON.parse(gunzipSync(await response.bytes()).toString())).toMatchObject({ name: "@acme/http" });
});

test.each(["1.0.0", "latest"])("one manifest is read by %s", async (version) => {
  const rig = await published();
  expect((await rig.npm(`${PACKUMENT}/${version}`)).body).toMatchObject({
    name: "@acme/http",
    version: "1.0.0",
  });
});

test.each(["stage/@acme/http", "stage/@acme%2fhttp", "stage/@acme%2Fhttp", "stage/%40acme%2Fhttp"])(
  "%s is the package",
  async (path) => {
    const rig = await published();
    expect((await rig.npm(path)).status).toBe(200);
  },
);

test.each(["-/whoami", "-/v1/search?text=x", "-/npm/v1/security/advisories/bulk"])(
  "%s is not there",
  async (path) => {
    const rig = await published();
    const method = path.endsWith("bulk") ? "POST" : "GET";
    expect((await rig.npm(`stage/${path}`, { method })).body).toEqual({ error: "Not Found" });
  },
);
