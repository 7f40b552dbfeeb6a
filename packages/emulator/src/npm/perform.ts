import { deleteDistTag, getDistTags, putDistTag } from "./dist-tags.ts";
import { getPackument, getVersion } from "./read-package.ts";
import type { NpmRequest } from "./request.ts";
import { getTarball } from "./tarballs.ts";
import { putPackage } from "./write-package.ts";
import { ServiceError } from "../errors.ts";
import { json, type Answer } from "../exchange.ts";
import { npmAddress } from "../registry/npm-names.ts";
import type { World } from "../world.ts";

/** Carries a request out. The caller was let in, and the repository is there. */
export function performNpm(world: World, request: NpmRequest): Answer {
  const { at, route, call, body = {} } = request;
  if (route.kind === "other") throw unsupported(world);
  if (route.kind === "ping") return json(200, {});
  const address = npmAddress(at, route.name);
  const { origin } = call;
  switch (request.operation) {
    case "GetPackument":
      return getPackument(world, address, call);
    case "PublishVersion":
    case "Deprecate":
      return putPackage(world, address, body);
    case "GetDistTags":
      return getDistTags(world, address);
  }
  if (route.kind === "tag" && request.operation === "PutDistTag") {
    return putDistTag(world, address, { tag: route.tag, body: call.body });
  }
  if (route.kind === "tag" && request.operation === "DeleteDistTag")
    return deleteDistTag(world, address, route.tag);
  if (route.kind === "version" && request.operation === "GetVersion") {
    return getVersion(world, address, { version: route.version, origin });
  }
  if (route.kind === "tarball" && request.operation === "GetTarball") {
    return getTarball(world, address, { version: route.version, origin });
  }
  throw new ServiceError("ValidationException", "Method Not Allowed", { status: 405 });
}

/** whoami, search and audit, among others: the service does not have them. */
function unsupported(world: World): ServiceError {
  const status = world.assumptions.unsupportedStatus;
  return new ServiceError("ResourceNotFoundException", status === 404 ? "Not Found" : "Not Supported", {
    status,
  });
}
