import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Packages, refusal } from "./packages.ts";
import type { LoggedRequest, RegistrySettings } from "./request-log.ts";
import { route, type Routed } from "./routes.ts";

export interface RunningRegistry {
  readonly port: number;
  readonly log: readonly LoggedRequest[];
  close(): Promise<void>;
}

/** A plain npm registry on the loopback that answers slowly and writes down every request. */
export async function serveRegistry(settings: RegistrySettings): Promise<RunningRegistry> {
  const packages = new Packages();
  const log: LoggedRequest[] = [];
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    void answer(request, response, { packages, log, settings });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { port: portOf(server), log, close: () => closeServer(server) };
}

interface Serving {
  readonly packages: Packages;
  readonly log: LoggedRequest[];
  readonly settings: RegistrySettings;
}

async function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const startedAt = performance.now();
  const half = serving.settings.latencyMs / 2;
  const routed = await routeOf(request, serving);
  await sleep(half);
  const reply = routed.handle();
  const effectAt = performance.now();
  await sleep(half);
  const [status, body] = Buffer.isBuffer(reply) ? [200, reply] : [reply.status, JSON.stringify(reply.body)];
  const { name, version } = routed;
  const method = request.method ?? "GET";
  serving.log.push({
    method,
    path: request.url ?? "/",
    name,
    version,
    status,
    startedAt,
    effectAt,
    endedAt: performance.now(),
  });
  response.writeHead(status, {
    "content-type": Buffer.isBuffer(body) ? "application/octet-stream" : "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

async function routeOf(request: IncomingMessage, { packages, settings }: Serving): Promise<Routed> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.headers.authorization !== `Bearer ${settings.token}`) {
    return { name: null, version: null, handle: () => refusal(401, "no such token") };
  }
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  return route(packages, {
    method: request.method ?? "GET",
    path: decodeURIComponent(url.pathname.slice(1)),
    accept: request.headers.accept ?? "",
    origin: url.origin,
    body: Buffer.concat(chunks),
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the registry listens on no port");
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((closed) => server.close(() => closed()));
}
