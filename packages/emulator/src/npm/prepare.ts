import { authorize, tokenOf } from "./authorize.ts";
import { parseEndpoint } from "./endpoint.ts";
import { performNpm } from "./perform.ts";
import { readRequest, subjectOf, type NpmRequest } from "./request.ts";
import { getLinkedAsset, isAssetPath } from "./tarballs.ts";
import { packagePermission, readPermission } from "../access/permissions.ts";
import type { Permission } from "../access/policy.ts";
import { notFound, type ServiceError } from "../errors.ts";
import { json, type Answer, type Call } from "../exchange.ts";
import type { Prepared } from "../plane.ts";
import { requireRepository } from "../registry/lookup.ts";
import { npmAddress } from "../registry/npm-names.ts";
import { ACCOUNT, type World } from "../world.ts";

/** Recognises a call of the npm plane, or of the storage that its redirects lead to. */
export function prepareNpm(call: Call, world: World): Prepared | undefined {
  if (isAssetPath(call.path)) return preparedAsset(call, world);
  const endpoint = parseEndpoint(call.path);
  if (endpoint === undefined) return undefined;
  const { at, owner, rest } = endpoint;
  const request = readRequest(call, at, rest);
  const token = tokenOf(call);
  const subject = subjectOf(request);
  const { ingestion } = world;
  return {
    subject,
    ...(token === undefined ? {} : { token }),
    renderError: (error) => renderError(error, world),
    authenticate: () => authorize(world, at, token),
    permissions: () => permissionsOf(world, request),
    ...(ingestion === undefined ? {} : { fetch: () => ingestion.bringIn(world, at, subject) }),
    perform(effects) {
      if (owner !== ACCOUNT) throw notFound(`Domain owner not found: ${owner}`, "domain", at.domain);
      requireRepository(world, at);
      if (request.problem !== undefined) throw request.problem;
      return performNpm({ ...world, effects }, request);
    },
  };
}

/** Reads need one permission for the repository, writes one for the package. */
function permissionsOf(world: World, { at, operation, name }: NpmRequest): readonly Permission[] {
  const metadata = operation === "PutDistTag" || operation === "DeleteDistTag" || operation === "Deprecate";
  if ((!metadata && operation !== "PublishVersion") || name === null) return [readPermission(world, at)];
  const action = metadata ? world.assumptions.metadataAction : "PublishPackageVersion";
  return [packagePermission(world, action, npmAddress(at, name))];
}

function preparedAsset(call: Call, world: World): Prepared {
  return {
    subject: { plane: "npm", operation: "Other", repository: null, package: null, version: null },
    renderError: (error) => renderError(error, world),
    authenticate() {},
    permissions: () => [],
    perform: () => getLinkedAsset(world, call),
  };
}

/** npm and Yarn show `error` and nothing else. */
function renderError(error: ServiceError, { assumptions }: World): Answer {
  const { status, message, headers } = error;
  if (status !== 429) return json(status, { error: message }, headers);
  const { "retry-after": seconds = "", ...others } = headers;
  const said = assumptions.npmRetryAfter && seconds !== "" ? { "retry-after": seconds } : {};
  return json(status, { [assumptions.npmThrottlingText]: message }, { ...others, ...said });
}
