import { hash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { AUTHORIZATION } from "../testing/rig.ts";
import { startEmulator } from "./listener.ts";

/** More than a string can be: 450 MB of zeros, which are 600 MB in base64. */
const SIZE = 450 * 1024 ** 2;
const VERSION = { name: "big", version: "1.0.0" };

function body(): Buffer<ArrayBuffer> {
  const [before = "", after = ""] = JSON.stringify({
    ...VERSION,
    "dist-tags": { latest: VERSION.version },
    versions: { [VERSION.version]: VERSION },
    _attachments: { "big-1.0.0.tgz": { data: "DATA", length: SIZE } },
  }).split("DATA");
  return Buffer.concat([Buffer.from(before), Buffer.alloc((SIZE / 3) * 4, "A"), Buffer.from(after)]);
}

test("a tarball that is no string any more is published, kept and fetched", async () => {
  // Made beforehand: while it is made, a connection that waits would be closed.
  const upload = body();
  const data = mkdtempSync(join(tmpdir(), "emulator-big-"));
  const emulator = await startEmulator({ data });
  try {
    const control = (path: string): Promise<Response> =>
      fetch(`${emulator.url}/v1/${path}`, { method: "POST", headers: { authorization: AUTHORIZATION } });
    await control("domain?domain=acme");
    await control("repository?domain=acme&repository=stage");
    const login = await control("authorization-token?domain=acme");
    const { authorizationToken } = (await login.json()) as { readonly authorizationToken: string };
    const headers = { authorization: `Bearer ${authorizationToken}` };
    const url = `${emulator.url}/d/acme-123456789012/npm/stage/big`;
    expect((await fetch(url, { method: "PUT", headers, body: upload })).status).toBe(200);
    const { dist } = (await (await fetch(`${url}/1.0.0`, { headers })).json()) as {
      readonly dist: { readonly tarball: string; readonly shasum: string };
    };
    const fetched = await (await fetch(dist.tarball, { headers })).bytes();
    expect(fetched.length).toBe(SIZE);
    expect(hash("sha1", fetched)).toBe(dist.shasum);
  } finally {
    await emulator.close();
    rmSync(data, { recursive: true });
  }
});
