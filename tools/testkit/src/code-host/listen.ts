import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onCleanUp } from "../temp-folders.ts";

/** Serves `respond` on a free port of this machine until the test is over, and answers the URL. */
export async function listen(respond: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const answer = async (): Promise<void> => {
      const response = await respond(await asRequest(incoming));
      const body = Buffer.from(await response.arrayBuffer());
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(body);
    };
    // What a test throws is a reply that is lost.
    answer().catch(() => outgoing.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onCleanUp(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function asRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const { method = "GET", url = "/" } = incoming;
  const body = Buffer.concat(chunks);
  return new Request(new URL(url, "http://127.0.0.1"), {
    method,
    headers,
    ...(body.length === 0 ? {} : { body }),
  });
}
