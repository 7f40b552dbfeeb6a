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
