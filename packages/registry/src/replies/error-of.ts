import { ReleaseError } from "@convoy/core";
import type { Fault } from "./fault.ts";
import type { Permission } from "./permission.ts";

/** What a fault is an error of: `read @acme/http` in `acme/npm-releases`. */
export interface Errand {
  readonly doing: string;
  readonly where: string;
}

interface Meaning {
  readonly code: string;
  readonly says: (errand: Errand) => string;
  readonly hint?: string;
}

const failed = ({ doing, where }: Errand): string => `could not ${doing} in ${where}`;

const MEANINGS: Readonly<Record<Fault["kind"], Meaning>> = {
  throttled: {
    code: "REGISTRY_THROTTLED",
    says: failed,
    hint: "The registry asks for a longer wait than the budget allows: try again later, or lower `limits`.",
  },
  unauthorized: {
    code: "TOKEN_REFUSED",
    says: ({ where }) => `${where} does not accept the credential`,
    hint: "Sign in again, then repeat the command.",
  },
  anonymous: {
    code: "CREDENTIALS_MISSING",
    says: ({ where }) => `no credential for ${where}`,
    hint: "Sign in with `npm login`, or set NODE_AUTH_TOKEN or NPM_TOKEN.",
  },
  denied: { code: "ACCESS_DENIED", says: failed },
  missing: { code: "REGISTRY_ERROR", says: failed },
  conflict: { code: "REGISTRY_ERROR", says: failed },
  rejected: { code: "REGISTRY_ERROR", says: failed },
  broken: {
    code: "REGISTRY_UNAVAILABLE",
    says: failed,
    hint: "The registry gives no usable answer: repeat the command when it does.",
  },
  unreachable: {
    code: "TARGET_UNREACHABLE",
    says: ({ where }) => `${where} cannot be reached`,
    hint: "Check the network, a proxy that may be needed, and the target in convoy.json.",
  },
  unsafe: {
    code: "TARGET_UNREACHABLE",
    says: failed,
    hint: "Check the address of the target: Convoy sends its credential to that address alone.",
  },
  "without-credentials": {
    code: "CREDENTIALS_MISSING",
    says: ({ where }) => `no credentials for ${where}`,
    hint: "Sign in to AWS (`aws sso login`), or set the variables of the AWS SDK.",
  },
};

/** The error for a fault that nobody can work with. Never says that something is absent. */
export function errorOf(fault: Fault, errand: Errand): ReleaseError {
  const { code, says, hint } = MEANINGS[fault.kind];
  const message = `${says(errand)}: ${fault.words}`;
  if (fault.kind === "denied" && fault.permission !== undefined)
    return deniedError(message, fault.permission);
  if (fault.kind === "missing" && isContainer(fault.resource)) return missingError(message);
  return new ReleaseError(code, message, { hint });
}

/** The service mostly names the action and the resource itself; once is enough. */
function deniedError(message: string, { action, resource }: Permission): ReleaseError {
  const told = message.includes(`${action} on resource: ${resource}`);
  return new ReleaseError("ACCESS_DENIED", told ? message : `${message}; needs ${action} on ${resource}`, {
    hint: "Grant the role this action on this resource: `convoy setup --iam` prints what each role needs. A policy of the domain or the repository may also deny it.",
  });
}

function missingError(message: string): ReleaseError {
  return new ReleaseError("TARGET_NOT_FOUND", message, {
    hint: "Check domain, owner, region and repositories in convoy.json; `convoy setup` makes what is missing.",
  });
}

/** Whether CodeArtifact's word for a resource names what packages lie in, rather than a package. */
export function isContainer(resource: string | undefined): boolean {
  return resource === "domain" || resource === "repository";
}
