import { authorize, tokenOf } from "./authorize.ts";
import { deleteDistTag, getDistTags, putDistTag } from "./dist-tags.ts";
import { parseEndpoint } from "./endpoint.ts";
import { hasAttachments, parsePackageBody, type PackageBody } from "./publish-body.ts";
import { getPackument, getVersion } from "./read-package.ts";
import { parseRoute, type Route } from "./route.ts";
import { getLinkedAsset, getTarball, isAssetPath } from "./tarballs.ts";
import { putPackage } from "./write-package.ts";
import { denied, ServiceError } from "../errors.ts";
import { json, type Answer, type Call } from "../exchange.ts";
import type { Prepared, Subject } from "../plane.ts";
import { requireRepository } from "../registry/lookup.ts";
import { npmAddress } from "../registry/npm-names.ts";
import type { PackageAddress, RepositoryAddress } from "../store/records.ts";
import { ACCOUNT, type World } from "../world.ts";

/** Recognises a call of the npm plane, or of the storage that its redirects lead to. */
export function prepareNpm(call: Call, world: World): Prepared | undefined {
  if (isAssetPath(call.path)) return preparedAsset(call, world);
  const endpoint = parseEndpoint(call.path);
  if (endpoint === undefined) return undefined;
  const request = understand(call, endpoint.rest);
  const token = tokenOf(call);
  return {
    subject: subjectOf(endpoint.at, request, call.method),
    ...(token === undefined ? {} : { token }),
    renderError,
    perform(effects) {
      authorize(world, endpoint.at, token);
      if (endpoint.owner !== ACCOUNT)
        throw new ServiceError("ResourceNotFoundException", `Domain owner not found: ${endpoint.owner}`);
      requireRepository(world, endpoint.at);
      if (request.problem !== undefined) throw request.problem;
      return perform({ ...world, effects }, { ...request, at: endpoint.at, call });
    },
    denial: () =>
      denied(`Forbidden: not authorized to ${call.method} in repository ${endpoint.at.repository}`),
  };
}

/** A call as far as it can be understood without the state of the registry. */
interface Request {
  readonly route: Route;
  readonly body?: PackageBody;
  readonly problem?: ServiceError;
}

function understand(call: Call, rest: string): Request {
  let route: Route = { kind: "other" };
  try {
    route = parseRoute(rest);
    return route.kind === "package" && call.method === "PUT"
      ? { route, body: parsePackageBody(call.body) }
      : { route };
  } catch (error) {
    if (error instanceof ServiceError) return { route, problem: error };
    throw error;
  }
}

interface Job extends Request {
  readonly at: RepositoryAddress;
  readonly call: Call;
}

function perform(world: World, { at, route, body, call }: Job): Answer {
  const { origin } = call;
  const method = call.method === "HEAD" ? "GET" : call.method;
  if (route.kind === "ping" && method === "GET") return json(200, {});
  if (route.kind === "ping" || route.kind === "other") throw unsupported(world);
  const address = npmAddress(at, route.name);
  if (route.kind === "package" && method === "GET") return getPackument(world, address, call);
  if (route.kind === "package" && method === "PUT") return putPackage(world, address, body ?? {});
  if (route.kind === "tags" && method === "GET") return getDistTags(world, address);
  if (route.kind === "tag") return changeTag(world, address, { tag: route.tag, method, body: call.body });
  if (route.kind === "version" && method === "GET")
    return getVersion(world, address, { version: route.version, origin });
  if (route.kind === "tarball" && method === "GET")
    return getTarball(world, address, { version: route.version, origin });
  throw methodNotAllowed();
}

function changeTag(
  world: World,
  at: PackageAddress,
  change: { readonly tag: string; readonly method: string; readonly body: Uint8Array },
): Answer {
  if (change.method === "PUT" || change.method === "POST") return putDistTag(world, at, change);
  if (change.method === "DELETE") return deleteDistTag(world, at, change.tag);
  throw methodNotAllowed();
}

function methodNotAllowed(): ServiceError {
  return new ServiceError("ValidationException", "Method Not Allowed", { status: 405 });
}

function unsupported(world: World): ServiceError {
  const { unsupportedStatus } = world.assumptions;
  return new ServiceError(
    "ResourceNotFoundException",
    unsupportedStatus === 404 ? "Not Found" : "Not Supported",
    { status: unsupportedStatus },
  );
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

function subjectOf(at: RepositoryAddress, { route, body }: Request, method: string): Subject {
  const isPut = route.kind === "package" && method === "PUT";
  const put = body !== undefined && !hasAttachments(body) ? "Deprecate" : "PublishVersion";
  const published =
    put === "PublishVersion" && typeof body?.versions === "object"
      ? Object.keys(body.versions ?? {})[0]
      : undefined;
  return {
    plane: "npm",
    operation: isPut ? put : (OPERATIONS[`${method} ${route.kind}`] ?? "Other"),
    repository: at.repository,
    package: "name" in route ? route.name : null,
    version: "version" in route ? route.version : (published ?? null),
  };
}

function preparedAsset(call: Call, world: World): Prepared {
  return {
    subject: { plane: "npm", operation: "Other", repository: null, package: null, version: null },
    renderError,
    perform: () => getLinkedAsset(world, call),
    denial: () => denied("Forbidden"),
  };
}

/** npm and Yarn show `error` and nothing else. */
function renderError(error: ServiceError): Answer {
  return json(error.status, { error: error.message }, error.headers);
}
