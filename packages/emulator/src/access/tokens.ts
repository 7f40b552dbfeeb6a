import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Store } from "../store/port.ts";

export interface TokenClaims {
  readonly domain: string;
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly expires: number;
}

/** Bearer tokens. They carry what they are good for, so that they outlive a restart of the emulator. */
export interface Tokens {
  issue(claims: TokenClaims): string;
  /** What the token is good for; undefined when it was not made here, has expired or was revoked. */
  claimsOf(token: string): TokenClaims | undefined;
  revoke(token: string): void;
  /** A signature by the same secret, for URLs that need no token. */
  sign(text: string): string;
}

const HEADER = Buffer.from('{"ver":1,"isu":1,"enc":"A128GCM","tag":"emulator","alg":"A128GCMKW"}').toString(
  "base64url",
);
const REMEMBERED = 10_000;

export function createTokens(store: Store, clock: Clock): Tokens {
  const known = new Map<string, TokenClaims>();
  const sign = (text: string): string =>
    createHmac("sha256", secretOf(store)).update(text).digest("base64url");

  function decode(token: string): TokenClaims | undefined {
    const [header, key, nonce, claims, signature] = token.split(".");
    if (header !== HEADER || claims === undefined || signature !== sign(`${key}.${nonce}.${claims}`))
      return undefined;
    const decoded = JSON.parse(Buffer.from(claims, "base64url").toString()) as TokenClaims;
    if (known.size >= REMEMBERED) known.clear();
    known.set(token, decoded);
    return decoded;
  }

  return {
    sign,
    issue(claims) {
      const [key, nonce] = [randomBytes(24), randomBytes(12)].map((part) => part.toString("base64url"));
      const body = `${key}.${nonce}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
      return `${HEADER}.${body}.${sign(body)}`;
    },
    claimsOf(token) {
      const claims = known.get(token) ?? decode(token);
      if (claims === undefined || claims.expires <= clock.now()) return undefined;
      return store.bucket("revoked").get(token) === undefined ? claims : undefined;
    },
    revoke(token) {
      store.bucket("revoked").set(token, true);
    },
  };
}

function secretOf(store: Store): string {
  const secrets = store.bucket<string>("secrets");
  let secret = secrets.get("token");
  if (secret === undefined) secrets.set("token", (secret = randomBytes(32).toString("hex")));
  return secret;
}
