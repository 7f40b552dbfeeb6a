import { isNativeError } from "node:util/types";
import type { Fault } from "./fault.ts";
import { wordsOf } from "./words.ts";

const NOBODY_THERE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
]);
const NOT_PROVEN = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** A thrown error of the network below a client, by its code; undefined when it is none. */
export function networkFault(thrown: unknown, secrets: readonly string[] = []): Fault | undefined {
  const code = codeOf(thrown);
  if (code === undefined || !isNativeError(thrown)) return undefined;
  const words = wordsOf(`${thrown.message === "" ? "no connection" : thrown.message} (${code})`, secrets);
  if (NOBODY_THERE.has(code)) return { kind: "unreachable", words };
  if (NOT_PROVEN.test(code)) return { kind: "unsafe", words };
  return { kind: "broken", words };
}

/** The `code` of an error, or that of the errors it gathers. */
export function codeOf(thrown: unknown): string | undefined {
  if (!isNativeError(thrown)) return undefined;
  const { code, errors } = thrown as { code?: unknown; errors?: readonly unknown[] };
  return typeof code === "string" ? code : codeOf(errors?.[0]);
}
