import { ReleaseError, unreachable } from "@convoy/core";
import type { Fault } from "./fault.ts";
import type { Permission } from "./permission.ts";

/** What a fault is an error of: `read @acme/http` in `acme/npm-releases`. */
export interface Errand {
  readonly doing: string;
  readonly where: string;
}

/** The error for a fault that nobody can work with. Never says that something is absent. */
export function errorOf(fault: Fault, errand: Errand): ReleaseError {
  const failed = `could not ${errand.doing} in ${errand.where}`;
  switch (fault.kind) {
    case "throttled":
      return new ReleaseError("REGISTRY_THROTTLED", `${failed}: ${fault.words}`, {
        hint: "The registry asks for a longer wait than the budget allows: try again later, or lower `limits`.",
      });
    case "unauthorized":
      return new ReleaseError(
        "TOKEN_REFUSED",
        `${errand.where} does not accept the credential: ${fault.words}`,
        {
          hint: "Sign in again, then repeat the command; `convoy doctor` shows which credential is used.",
        },
      );
    case "denied":
      return deniedError(fault.words, fault.permission, failed);
    case "missing":
      return missingError(fault.words, fault.resource, failed);
    case "conflict":
    case "rejected":
      return new ReleaseError("REGISTRY_ERROR", `${failed}: ${fault.words}`);
    case "broken":
      return new ReleaseError("REGISTRY_ERROR", `${failed}: ${fault.words}`, {
        hint: "The registry gives no usable answer: repeat the command when it does.",
      });
    case "unreachable":
      return new ReleaseError("TARGET_UNREACHABLE", `${errand.where} cannot be reached: ${fault.words}`, {
        hint: "Check the network, a proxy that may be needed, and the target in convoy.json.",
      });
    case "unsafe":
      return new ReleaseError("TARGET_UNREACHABLE", `${failed}: ${fault.words}`, {
        hint: "Check the address of the target: Convoy sends its credential to that address alone.",
      });
    case "without-credentials":
      return new ReleaseError("CREDENTIALS_MISSING", `no credentials for ${errand.where}: ${fault.words}`, {
        hint: "Sign in to AWS (`aws sso login`), or set the variables of the AWS SDK; `convoy doctor` checks them.",
      });
    default:
      return unreachable(fault);
  }
}

function deniedError(words: string, permission: Permission | undefined, failed: string): ReleaseError {
  if (permission === undefined) return new ReleaseError("ACCESS_DENIED", `${failed}: ${words}`);
  return new ReleaseError(
    "ACCESS_DENIED",
    `${failed}: ${words}; needs ${permission.action} on ${permission.resource}`,
    {
      hint: "`convoy setup --iam` prints the policies that a release needs.",
    },
  );
}

function missingError(words: string, resource: string | undefined, failed: string): ReleaseError {
  if (resource !== "domain" && resource !== "repository")
    return new ReleaseError("REGISTRY_ERROR", `${failed}: ${words}`);
  return new ReleaseError("TARGET_NOT_FOUND", `${failed}: ${words}`, {
    hint: "Check domain, owner, region and repositories in convoy.json; `convoy setup` makes what is missing.",
  });
}
