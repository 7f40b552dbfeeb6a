import { createHmac, hash } from "node:crypto";
import { ServiceError } from "../errors.ts";
import type { Call } from "../exchange.ts";

/** What a signed request says about who asks, and for which region. */
export interface Signature {
  readonly accessKeyId: string;
  /** `20260101`. */
  readonly date: string;
  readonly region: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Access key id to secret access key. */
export type Credentials = ReadonlyMap<string, string>;

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/codeartifact\/aws4_request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;

/** Reads the signature of a control-plane call. Without one the service's front door answers, not the service. */
export function readSignature(call: Call): Signature {
  const header = call.headers["authorization"];
  if (header === undefined) {
    throw new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  const match = FORM.exec(header);
  if (match === null) {
    throw new ServiceError(
      "IncompleteSignatureException",
      "Authorization header is not a complete AWS4-HMAC-SHA256 signature for codeartifact",
    );
  }
  const [, accessKeyId = "", date = "", region = "", signedHeaders = "", signature = ""] = match;
  return { accessKeyId, date, region, signedHeaders: signedHeaders.split(";"), signature };
}

/** Throws unless the call was signed, as it stands, with one of the credentials. */
export function verifySignature(call: Call, signature: Signature, credentials: Credentials): void {
  const secret = credentials.get(signature.accessKeyId);
  if (secret === undefined) {
    throw new ServiceError(
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    );
  }
  const { date, region } = signature;
  const scope = `${date}/${region}/codeartifact/aws4_request`;
  const canonical = hash("sha256", canonicalRequest(call, signature));
  const text = ["AWS4-HMAC-SHA256", call.headers["x-amz-date"] ?? "", scope, canonical].join("\n");
  const key = [date, region, "codeartifact", "aws4_request"].reduce<Uint8Array>(
    (derived, part) => createHmac("sha256", derived).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  if (createHmac("sha256", key).update(text).digest("hex") === signature.signature) return;
  throw new ServiceError(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
  );
}

function canonicalRequest(call: Call, { signedHeaders }: Signature): string {
  const pairs = Array.from(
    new URLSearchParams(call.query),
    ([name, value]) => [encode(name), encode(value)] as const,
  );
  const sorted = pairs.toSorted(
    byText(
      ([name]) => name,
      ([, value]) => value,
    ),
  );
  const query = sorted.map(([name, value]) => `${name}=${value}`).join("&");
  const headers = signedHeaders.map(
    (name) => `${name}:${(call.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  const path = call.path.split("/").map(encode).join("/");
  return [call.method, path, query, headers.join(""), signedHeaders.join(";"), payloadHash(call)].join("\n");
}

function byText<T>(...keys: readonly ((item: T) => string)[]): (one: T, other: T) => number {
  return (one, other) => {
    for (const key of keys) if (key(one) !== key(other)) return key(one) < key(other) ? -1 : 1;
    return 0;
  };
}

/** aws-cli states no hash of the body, so it is taken here; a stated one must be right. */
function payloadHash(call: Call): string {
  const stated = call.headers["x-amz-content-sha256"];
  return stated === "UNSIGNED-PAYLOAD" ? stated : hash("sha256", call.body);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
