import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator, type Emulator } from "../emulator.ts";
import { EmulatorError } from "../errors.ts";
import { json, type Call, type Delivery } from "../exchange.ts";
import { endpointOf } from "../npm/endpoint.ts";
import { isInspection } from "../inspection/inspect.ts";
import type { EmulatorOptions } from "../options.ts";

export interface ServerOptions extends EmulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Whether `/_emulator/` is there for who can reach the port, or for `respond` alone. Default true. */
  readonly inspection?: boolean;
}

/** The emulator on a port of this machine. */
export interface RunningEmulator {
  /** Without a slash at the end: what `AWS_ENDPOINT_URL_CODEARTIFACT` takes. */
  readonly url: string;
  readonly port: number;
  readonly respond: Emulator["respond"];
  /** What an npm client needs to install from a repository. */
  npmAccess(domain: string, repository: string): { readonly registry: string; readonly token: string };
  /** Ends all connections at once, those that hang too. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const LARGEST_BODY = 2 * 1024 ** 3 + 1024 ** 2;

const TOO_LARGE = json(
  413,
  { message: "The request is too large", error: "The request is too large" },
  { connection: "close" },
);

const NOT_SHOWN: Delivery = { kind: "answer", answer: json(404, { message: "Not shown" }) };

/** Statuses whose answers have no body. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** Starts the emulator and resolves once it listens. Throws an `EmulatorError` where the port cannot be had. */
export async function startEmulator(options: ServerOptions = {}): Promise<RunningEmulator> {
  const { port: wanted = 0, host = "127.0.0.1", inspection = true } = options;
  const emulator = createEmulator(options);
  const handle: Emulator["handle"] = (call, gone) =>
    inspection || !isInspection(call.path) ? emulator.handle(call, gone) : Promise.resolve(NOT_SHOWN);
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    void serve(handle, request, response);
  });
  await listen(server, wanted, host).catch((error: unknown) => {
    emulator.close();
    throw unusable(error, `${host}:${wanted}`);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    emulator.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return {
    url,
    port,
    respond: emulator.respond,
    npmAccess: (domain, repository) => ({
      registry: endpointOf(url, { domain, repository }, "npm"),
      token: emulator.issueToken(domain),
    }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const UNUSABLE: Readonly<Record<string, readonly [code: string, why: string]>> = {
  EADDRINUSE: ["PORT_IN_USE", "is in use"],
  EACCES: ["PORT_UNAVAILABLE", "may not be listened on by this user"],
  EADDRNOTAVAIL: ["PORT_UNAVAILABLE", "is not an address of this machine"],
  ENOTFOUND: ["PORT_UNAVAILABLE", "is not an address of this machine"],
  ERR_SOCKET_BAD_PORT: ["PORT_UNAVAILABLE", "is no port: the last is 65535"],
};

function unusable(error: unknown, address: string): unknown {
  const known = UNUSABLE[(error as NodeJS.ErrnoException).code ?? ""];
  if (known === undefined) return error;
  const [code, why] = known;
  const hint = "Choose another port, or 0 for any.";
  return new EmulatorError(code, `${address} ${why}`, { hint, cause: error });
}

async function serve(
  handle: Emulator["handle"],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  request.on("error", ignored);
  response.on("error", ignored);
  response.on("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const body = await readBody(request);
  if (body === "aborted") return;
  if (body === "too-large") deliver({ kind: "answer", answer: TOO_LARGE }, response);
  else deliver(await handled(handle, callOf(request, body), gone.signal), response);
}

/** A defect of the emulator must not end the server. */
async function handled(handle: Emulator["handle"], call: Call, gone: AbortSignal): Promise<Delivery> {
  try {
    return await handle(call, gone);
  } catch (error) {
    const message = `The emulator failed: ${error instanceof Error ? error.message : String(error)}`;
    return { kind: "answer", answer: json(500, { message }) };
  }
}

/** A connection that breaks is closed as well, and that is what counts. */
function ignored(): void {}

async function readBody(request: IncomingMessage): Promise<Uint8Array | "aborted" | "too-large"> {
  if (Number(request.headers["content-length"]) > LARGEST_BODY) return "too-large";
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_BODY) {
        request.pause();
        resolve("too-large");
      } else chunks.push(chunk);
    });
    request.on("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on("close", () => resolve("aborted"));
  });
}

const HOST = /^[\w.:[\]-]+$/;

function callOf(request: IncomingMessage, body: Uint8Array): Call {
  const { host = "" } = request.headers;
  const local = `${request.socket.localAddress}:${request.socket.localPort}`;
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  return {
    method: request.method ?? "GET",
    origin: `http://${HOST.test(host) ? host : local}`,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? "" : target.slice(mark + 1),
    headers: request.headers as Call["headers"],
    body,
  };
}

function deliver(delivery: Delivery, response: ServerResponse): void {
  if (delivery.kind === "reset" || response.destroyed) {
    response.destroy();
    return;
  }
  if (delivery.kind === "stream") {
    response.writeHead(200, delivery.headers);
    response.on(
      "close",
      delivery.start((text) => response.write(text)),
    );
    return;
  }
  const { status, headers, body } = delivery.answer;
  if (delivery.kind === "answer") {
    const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
    response.writeHead(status, BODILESS.has(status) ? headers : { ...headers, "content-length": length });
    // Text goes out in one write with the head, bytes in two.
    response.end(BODILESS.has(status) ? undefined : body);
    return;
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, "content-length": Math.max(bytes.length, 1) });
  response.flushHeaders();
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}
