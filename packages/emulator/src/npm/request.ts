import { hasAttachments, parsePackageBody, type PackageBody } from "./publish-body.ts";
import { parseRoute, type Route } from "./route.ts";
import { ServiceError } from "../errors.ts";
import type { Call } from "../exchange.ts";
import type { Subject } from "../plane.ts";
import type { RepositoryAddress } from "../store/records.ts";

/** A call of the npm plane, as far as it can be understood without the state of the registry. */
export interface NpmRequest {
  readonly at: RepositoryAddress;
  readonly operation: string;
  readonly call: Call;
  /** The package's whole name; null where the path names none. */
  readonly name: string | null;
  /** As the path has them; empty where it has none. */
  readonly version: string;
  readonly tag: string;
  /** What was put; without members where nothing was. */
  readonly body: PackageBody;
  /** What makes it impossible to answer otherwise than with an error. */
  readonly problem?: ServiceError;
}

const OPERATIONS: Readonly<Record<string, string>> = {
  "GET package": "GetPackument",
  "HEAD package": "GetPackument",
  "GET version": "GetVersion",
  "GET tarball": "GetTarball",
  "GET tags": "GetDistTags",
  "PUT tag": "PutDistTag",
  "POST tag": "PutDistTag",
  "DELETE tag": "DeleteDistTag",
  "GET ping": "Ping",
};

/** `rest` is the path below the endpoint of the repository. */
export function readRequest(call: Call, at: RepositoryAddress, rest: string): NpmRequest {
  try {
    const route = parseRoute(rest);
    const request = { at, call, body: {}, ...namesIn(route) };
    if (route.kind === "package" && call.method === "PUT") return readPut(request);
    return { ...request, operation: OPERATIONS[`${call.method} ${route.kind}`] ?? "Other" };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { at, call, operation: "Other", name: null, version: "", tag: "", body: {}, problem: error };
  }
}

function readPut(request: Omit<NpmRequest, "operation">): NpmRequest {
  try {
    const body = parsePackageBody(request.call.body);
    return { ...request, operation: hasAttachments(body) ? "PublishVersion" : "Deprecate", body };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { ...request, operation: "PublishVersion", problem: error };
  }
}

function namesIn(route: Route): Pick<NpmRequest, "name" | "version" | "tag"> {
  return {
    name: "name" in route ? route.name : null,
    version: "version" in route ? route.version : "",
    tag: "tag" in route ? route.tag : "",
  };
}

export function subjectOf({ at, operation, name, version, body }: NpmRequest): Subject {
  const published =
    operation === "PublishVersion" && typeof body.versions === "object" ? body.versions : null;
  const named = version === "" ? Object.keys(published ?? {})[0] : version;
  return { plane: "npm", operation, repository: at.repository, package: name, version: named ?? null };
}
