import { onCleanUp } from "@convoy/testkit";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server got it. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** How the server answers one request. */
export type Act = (response: ServerResponse, request: Seen) => void;

export interface ScriptedServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly seen: readonly Seen[];
}

/** A loopback server whose every reply the test decides: `script` is asked with each request and its number, from 1. */
export async function scriptedServer(script: (request: Seen, count: number) => Act): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      seen.push(request);
      script(request, seen.length)(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onCleanUp(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Replies one after the other; the last one again and again. */
export function inTurn(...acts: readonly Act[]): (request: Seen, count: number) => Act {
  return (_request, count) => acts[Math.min(count, acts.length) - 1] ?? hang;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Act {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

export function page(status: number): Act {
  return (response) => {
    response.writeHead(status, { "content-type": "text/html" }).end("<html>\u001b[31mGateway</html>");
  };
}

/** The connection ends without a reply. */
export const reset: Act = (response) => response.socket?.resetAndDestroy();

export const hang: Act = () => undefined;

/** A reply that promises more bytes than come. */
export function truncated(status: number): Act {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", "content-length": "500" });
    response.write('{"name":');
    setImmediate(() => response.destroy());
  };
}

export function redirect(location: string, status = 302): Act {
  return (response) => void response.writeHead(status, { location }).end();
}
