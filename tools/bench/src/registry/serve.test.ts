import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { serveRegistry, type RunningRegistry } from "./serve.ts";

let registry: RunningRegistry;
beforeEach(async () => {
  registry = await serveRegistry({ latencyMs: 0, token: "secret" });
});
afterEach(() => registry.close());

function bodyOf(name: string, content: string, stated = content): string {
  const integrity = `sha512-${createHash("sha512").update(stated).digest("base64")}`;
  const version = {
    name,
    version: "1.0.0",
    description: "left out of abbreviated packuments",
    dist: { integrity },
  };
  const data = Buffer.from(content).toString("base64");
  return JSON.stringify({
    name,
    "dist-tags": { latest: "1.0.0" },
    versions: { "1.0.0": version },
    _attachments: { x: { data } },
  });
}

async function call(
  method: string,
  path: string,
  options: { body?: string; token?: string; accept?: string } = {},
): Promise<Response> {
  const { body, token = "secret", accept = "*/*" } = options;
  const headers = { authorization: `Bearer ${token}`, accept };
  return fetch(`http://127.0.0.1:${registry.port}/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

test("a version is published once, and what was sent comes back", async () => {
  const body = bodyOf("@acme/codec", "bytes");
  expect((await call("PUT", "@acme%2fcodec", { body })).status).toBe(201);
  expect((await call("PUT", "@acme%2fcodec", { body })).status).toBe(409);

  const accept = "application/vnd.npm.install-v1+json";
  const packument = (await (await call("GET", "@acme%2fcodec", { accept })).json()) as {
    versions: Record<string, { dist: { tarball: string }; description?: string }>;
  };
  const version = packument.versions["1.0.0"];
  expect(version?.description).toBeUndefined();
  const tarball = new URL(version?.dist.tarball ?? "").pathname.slice(1);
  expect(await (await call("GET", tarball)).text()).toBe("bytes");
});

test("another token and other bytes than stated are refused", async () => {
  expect((await call("GET", "codec", { token: "other" })).status).toBe(401);
  expect((await call("PUT", "codec", { body: bodyOf("codec", "bytes", "others") })).status).toBe(400);
  expect((await call("GET", "codec")).status).toBe(404);
  expect(registry.log.map(({ status }) => status)).toEqual([401, 400, 404]);
});
