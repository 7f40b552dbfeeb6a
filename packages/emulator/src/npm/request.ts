import { hasAttachments, parsePackageBody, type PackageBody } from "./publish-body.ts";
import { parseRoute, type Route } from "./route.ts";
import { ServiceError } from "../errors.ts";
import type { Call } from "../exchange.ts";
import type { Subject } from "../plane.ts";
import type { RepositoryAddress } from "../store/records.ts";

/** A call of the npm plane, as far as it can be understood without the state of the registry. */
export interface NpmRequest {
  readonly at: RepositoryAddress;
  readonly route: Route;
  readonly operation: string;
  readonly call: Call;
  /** What was put, where a package was. */
  readonly body?: PackageBody;
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
  let route: Route = { kind: "other" };
  try {
    route = parseRoute(rest);
    const operation = OPERATIONS[`${call.method} ${route.kind}`] ?? "Other";
    if (route.kind !== "package" || call.method !== "PUT") return { at, route, operation, call };
    const body = parsePackageBody(call.body);
    return { at, route, operation: hasAttachments(body) ? "PublishVersion" : "Deprecate", call, body };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const operation = route.kind === "package" ? "PublishVersion" : "Other";
    return { at, route, operation, call, problem: error };
  }
}

export function subjectOf({ at, route, operation, body }: NpmRequest): Subject {
  const published =
    operation === "PublishVersion" && typeof body?.versions === "object" ? body.versions : null;
  return {
    plane: "npm",
    operation,
    repository: at.repository,
    package: "name" in route ? route.name : null,
    version: "version" in route ? route.version : (Object.keys(published ?? {})[0] ?? null),
  };
}
