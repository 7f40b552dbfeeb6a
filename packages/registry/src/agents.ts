import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { ProxySettings } from "./settings.ts";

export interface AgentOptions {
  /** Connections at a time: what the ceilings let through, so that none is closed and opened again. */
  readonly sockets: number;
  readonly proxy?: ProxySettings | undefined;
  /** Certificates to trust instead of the usual ones, PEM. */
  readonly ca?: string | undefined;
}

/** Kept-alive connections for both protocols. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  close(): void;
}

/** Certificates are always checked: no variable of the environment turns that off. */
export function openAgents({ sockets, proxy, ca }: AgentOptions): Agents {
  const proxyEnv = { HTTP_PROXY: proxy?.http, HTTPS_PROXY: proxy?.https, NO_PROXY: proxy?.except };
  const shared = { keepAlive: true, maxSockets: sockets, ...(proxy === undefined ? {} : { proxyEnv }) };
  const http = new HttpAgent(shared);
  const https = new HttpsAgent({ ...shared, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) });
  return {
    http,
    https,
    close() {
      http.destroy();
      https.destroy();
    },
  };
}
