import type { Agent, AgentOptions, ClientRequest, IncomingMessage } from "node:http";

/** The code of the error with which a request to another place than the registry ends. Nothing of it was sent. */
export const ELSEWHERE = "ECONVOYELSEWHERE";

/** The connection of one exchange, which may be several requests when the registry redirects. */
export interface Wire {
  /** For a client that follows redirects by itself: it reaches nothing but the registry, at its path. */
  readonly agent: Agent;
  /** Rejects when the last reply was cut short; answers its content type. */
  whole(): Promise<string>;
}

interface RequestingAgent extends Agent {
  addRequest(request: ClientRequest, options: AgentOptions & { port?: number | string }): void;
}

/** Since a redirect carries the credential along, whatever leads away from `registry` is refused before it is sent. */
export function wireTo(registry: URL, agent: Agent): Wire {
  let last: ClientRequest | undefined;
  let reply: IncomingMessage | undefined;
  const guarded = Object.create(agent) as RequestingAgent;
  guarded.addRequest = (request, options) => {
    if (!leadsTo(registry, request, options.port)) {
      const error = new Error(`is sent on to ${request.protocol}//${request.host}:${options.port ?? ""}`);
      throw Object.assign(error, { code: ELSEWHERE });
    }
    last = request;
    last.once("response", (response) => (reply = response));
    (agent as RequestingAgent).addRequest(request, options);
  };
  return { agent: guarded, whole: () => wholeReply(reply) };
}

function leadsTo(registry: URL, request: ClientRequest, port: number | string | undefined): boolean {
  const own = registry.port || (registry.protocol === "https:" ? "443" : "80");
  const host = registry.hostname.replace(/^\[|\]$/g, "");
  return (
    request.protocol === registry.protocol &&
    request.host === host &&
    String(port ?? own) === own &&
    withoutOrigin(request.path, registry.origin).startsWith(registry.pathname)
  );
}

/** For a proxy the path is a whole URL. */
function withoutOrigin(path: string, origin: string): string {
  return path.startsWith(`${origin}/`) ? path.slice(origin.length) : path;
}

async function wholeReply(reply: IncomingMessage | undefined): Promise<string> {
  if (reply === undefined) return "";
  if (!reply.closed && !reply.complete) await new Promise((resolve) => reply.once("close", resolve));
  if (!reply.complete) throw Object.assign(new Error("the reply was cut short"), { code: "ECONNRESET" });
  return reply.headers["content-type"] ?? "";
}
