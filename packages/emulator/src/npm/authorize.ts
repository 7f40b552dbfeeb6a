import { ServiceError } from "../errors.ts";
import type { Call } from "../exchange.ts";
import type { RepositoryAddress } from "../store/records.ts";
import type { World } from "../world.ts";

/** The token of a call: a bearer token, or the password of the user `aws`. */
export function tokenOf(call: Call): string | undefined {
  const header = call.headers["authorization"] ?? "";
  const [scheme = "", value = ""] = header.split(" ", 2);
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const [user, ...password] = Buffer.from(value, "base64").toString().split(":");
  return user === "aws" ? password.join(":") : undefined;
}

/** Throws unless the token is good for the domain. */
export function authorize(world: World, at: RepositoryAddress, token: string | undefined): void {
  const claims = token === undefined ? undefined : world.tokens.claimsOf(token);
  if (claims?.domain !== at.domain) throw unauthenticated(at);
}

function unauthenticated(at: RepositoryAddress): ServiceError {
  const realm = `realm="${at.domain}/${at.repository}"`;
  return new ServiceError(
    "UnrecognizedClientException",
    "Unauthenticated: the token is missing, expired or not valid for this domain",
    {
      status: 401,
      headers: { "www-authenticate": `Bearer ${realm}, Basic ${realm}` },
    },
  );
}
