import type { Call, Delivery } from "../exchange.ts";

/** What `respond` throws where a fault ends the connection: there is no socket that could be destroyed. */
export class ConnectionAborted extends Error {
  override readonly name = "ConnectionAborted";
  readonly code = "ECONNRESET";
}

type Handle = (call: Call, gone: AbortSignal) => Promise<Delivery>;

const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** A web request by way of a handler of calls. */
export async function respondTo(request: Request, handle: Handle): Promise<Response> {
  const url = new URL(request.url);
  const call: Call = {
    method: request.method,
    origin: url.origin,
    path: url.pathname,
    query: url.search.slice(1),
    headers: Object.fromEntries(request.headers),
    body: request.body === null ? new Uint8Array() : new Uint8Array(await request.arrayBuffer()),
  };
  const delivery = await handle(call, request.signal);
  if (delivery.kind === "stream") return new Response(streamed(delivery), { headers: delivery.headers });
  if (delivery.kind === "reset")
    throw new ConnectionAborted(`The connection was ended by a fault: ${call.method} ${call.path}`);
  const { status, headers, body } = delivery.answer;
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  if (delivery.kind === "truncated") return new Response(cutShort(bytes), { status, headers });
  const empty = call.method === "HEAD" || BODILESS.has(status);
  return new Response(empty ? null : (bytes as Uint8Array<ArrayBuffer>), { status, headers });
}

function cutShort(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent)
        controller.error(new ConnectionAborted("The connection was ended by a fault within the reply"));
      else controller.enqueue(bytes.subarray(0, bytes.length >> 1));
      sent = true;
    },
  });
}

function streamed({ start }: Extract<Delivery, { kind: "stream" }>): ReadableStream<Uint8Array> {
  let stop = (): void => {};
  return new ReadableStream({
    start(controller) {
      stop = start((text) => controller.enqueue(Buffer.from(text)));
    },
    cancel: () => stop(),
  });
}
