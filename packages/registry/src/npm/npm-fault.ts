import { isNativeError } from "node:util/types";
import type { Fault } from "../replies/fault.ts";
import { codeOf, networkFault } from "../replies/network-fault.ts";
import type { Permission } from "../replies/permission.ts";
import { waitAsked } from "../replies/retry-after.ts";
import { wordsOf } from "../replies/words.ts";
import { ELSEWHERE } from "./wire.ts";

export interface FaultContext {
  /** Whatever must not show in a message. */
  readonly secrets: readonly string[];
  readonly permission: Permission | undefined;
  /** Milliseconds since the epoch. */
  readonly wall: number;
}

/** The errors by which the publishing library refuses a manifest before it sends anything. */
const REFUSED_MANIFEST = new Set(["EPRIVATE", "EBADSEMVER", "EUNSCOPED", "EPACKAGEEXTENSIONS"]);

/** What the npm libraries threw, as a fault; undefined when it is a defect and no fault. */
export function npmFault(thrown: unknown, context: FaultContext): Fault | undefined {
  if (isHttpError(thrown)) return faultOfStatus(thrown, context);
  const code = codeOf(thrown);
  if (code === ELSEWHERE || code === "ERR_INVALID_PROTOCOL")
    return { kind: "unsafe", words: wordsOf((thrown as Error).message, context.secrets) };
  if (code !== undefined && REFUSED_MANIFEST.has(code))
    return { kind: "rejected", words: wordsOf((thrown as Error).message) };
  return networkFault(thrown, context.secrets);
}

interface HttpError extends Error {
  readonly statusCode: number;
  /** Parsed where it was JSON, else the bytes. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

function isHttpError(thrown: unknown): thrown is HttpError {
  return isNativeError(thrown) && "statusCode" in thrown && typeof thrown.statusCode === "number";
}

function faultOfStatus(error: HttpError, { secrets, permission, wall }: FaultContext): Fault {
  const status = error.statusCode;
  const words = wordsOf(`${status} ${registryWords(error)}`, secrets);
  if (status === 429) {
    return {
      kind: "throttled",
      words,
      afterMs: waitAsked(header(error, "retry-after"), header(error, "date"), wall),
    };
  }
  if (status === 401) return { kind: "unauthorized", words };
  if (status === 403) return { kind: "denied", words, permission };
  if (status === 407) return { kind: "unreachable", words };
  if (status >= 500 || status === 408 || status === 425) return { kind: "broken", words };
  if (status === 404)
    return isPage(error) ? { kind: "broken", words } : { kind: "missing", words, resource: undefined };
  if (status === 409) return isPage(error) ? { kind: "broken", words } : { kind: "conflict", words };
  return { kind: "rejected", words, status };
}

/** An HTML page is the answer of something that stands between us and the registry. */
export function isHtml(contentType: string): boolean {
  return contentType.toLowerCase().includes("text/html");
}

function isPage(error: HttpError): boolean {
  return isHtml(header(error, "content-type") ?? "");
}

function registryWords(error: HttpError): string {
  if (isPage(error)) return "with an HTML page instead of a registry's answer";
  const { body } = error;
  if (Buffer.isBuffer(body)) return body.toString("utf8");
  if (typeof body === "string") return body;
  if (typeof body !== "object" || body === null) return "";
  const { error: reason, message } = body as { error?: unknown; message?: unknown };
  if (typeof reason === "string") return reason;
  return typeof message === "string" ? message : JSON.stringify(body);
}

function header(error: HttpError, name: string): string | undefined {
  const found = Object.entries(error.headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1][0];
}
