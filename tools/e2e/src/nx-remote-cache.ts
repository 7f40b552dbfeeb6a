import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { AddressInfo } from "node:net";
import { onCleanUp } from "@convoy/testkit";

export interface RemoteCache {
  /** For whoever is to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** How many records were stored, and how many were found. */
  readonly stored: number;
  readonly found: number;
}

const TOKEN = "cache-token";

/** A cache of Nx for several machines, by the interface that Nx describes for those who keep their own. */
export async function startRemoteCache(): Promise<RemoteCache> {
  const records = new Map<string, Buffer>();
  let found = 0;
  const answer = async (request: IncomingMessage): Promise<readonly [status: number, body?: Buffer]> => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return [401];
    const key = request.url ?? "";
    if (request.method === "PUT") {
      records.set(key, await buffer(request));
      return [200];
    }
    const record = records.get(key);
    if (record !== undefined) found += 1;
    return record === undefined ? [404] : [200, record];
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) =>
      response.writeHead(status, { "content-type": "application/octet-stream" }).end(body),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onCleanUp(async () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    env: {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: TOKEN,
    },
    get stored() {
      return records.size;
    },
    get found() {
      return found;
    },
  };
}
