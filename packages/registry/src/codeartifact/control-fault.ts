import { isNativeError } from "node:util/types";
import type { Fault } from "../replies/fault.ts";
import { networkFault } from "../replies/network-fault.ts";
import type { Permission } from "../replies/permission.ts";
import { waitAsked } from "../replies/retry-after.ts";
import { wordsOf } from "../replies/words.ts";

/** Errors about the credentials of AWS rather than about what they allow. */
const CREDENTIALS_REFUSED = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

/** What the AWS SDK threw, as a fault; undefined when it is a defect and no fault. */
export function controlFault(thrown: unknown, permission: Permission, wall: number): Fault | undefined {
  if (!isNativeError(thrown)) return undefined;
  const words = wordsOf(thrown.message === "" ? thrown.name : thrown.message);
  if (thrown.name === "CredentialsProviderError") return { kind: "without-credentials", words };
  const status = statusOf(thrown);
  if (status === undefined) return networkFault(thrown) ?? clientFault(thrown, words);
  // A reply that the SDK could not read is an error of the parser, whatever its status.
  if (status < 400) return { kind: "broken", words };
  return faultOfStatus(status, thrown, { words, permission, wall });
}

interface Said {
  readonly words: string;
  readonly permission: Permission;
  readonly wall: number;
}

function faultOfStatus(status: number, thrown: Error, { words, permission, wall }: Said): Fault {
  if (status === 429) return { kind: "throttled", words, afterMs: waitAskedBy(thrown, wall) };
  if (clockWasOff(thrown) || status >= 500 || status === 408) return { kind: "broken", words };
  if (CREDENTIALS_REFUSED.has(thrown.name) || status === 401) return { kind: "unauthorized", words };
  if (status === 403) return { kind: "denied", words, permission };
  if (status === 404) {
    const named = thrown.name === "ResourceNotFoundException";
    return named ? { kind: "missing", words, resource: resourceOf(thrown) } : { kind: "broken", words };
  }
  return status === 409 ? { kind: "conflict", words } : { kind: "rejected", words, status };
}

/** The SDK has set its clock right by the reply: the same request signed anew is accepted. */
function clockWasOff(thrown: Error): boolean {
  return (metadataOf(thrown) as { clockSkewCorrected?: unknown } | undefined)?.clockSkewCorrected === true;
}

function waitAskedBy(thrown: Error, wall: number): number | undefined {
  const headers = headersOf(thrown);
  return waitAsked(headers["retry-after"], headers["date"], wall);
}

/** The SDK's own timeouts have a name and no code; what it does not know as an error it wraps into a message. */
function clientFault(thrown: Error, words: string): Fault | undefined {
  if (thrown.message.startsWith("AWS SDK error wrapper for ")) {
    const code = /\bE[A-Z_]{4,}\b/.exec(thrown.message)?.[0] ?? "EUNKNOWN";
    return networkFault(Object.assign(new Error(words), { code }));
  }
  return thrown.name === "TimeoutError" || thrown.name === "AbortError"
    ? { kind: "broken", words }
    : undefined;
}

function metadataOf(thrown: Error): unknown {
  return "$metadata" in thrown ? thrown.$metadata : undefined;
}

function statusOf(thrown: Error): number | undefined {
  const { httpStatusCode } = (metadataOf(thrown) ?? {}) as { httpStatusCode?: unknown };
  const status = httpStatusCode ?? responseOf(thrown).statusCode;
  return typeof status === "number" ? status : undefined;
}

function resourceOf(thrown: Error): string | undefined {
  return "resourceType" in thrown && typeof thrown.resourceType === "string"
    ? thrown.resourceType
    : undefined;
}

function headersOf(thrown: Error): Readonly<Record<string, string | undefined>> {
  return responseOf(thrown).headers ?? {};
}

function responseOf(thrown: Error): { statusCode?: unknown; headers?: Record<string, string> } {
  return "$response" in thrown && typeof thrown.$response === "object" ? (thrown.$response ?? {}) : {};
}
