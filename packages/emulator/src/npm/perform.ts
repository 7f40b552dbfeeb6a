import { deleteDistTag, getDistTags, putDistTag } from "./dist-tags.ts";
import { getPackument, getVersion } from "./read-package.ts";
import type { NpmRequest } from "./request.ts";
import { getTarball } from "./tarballs.ts";
import { putPackage } from "./write-package.ts";
import { ServiceError } from "../errors.ts";
import { json, type Answer } from "../exchange.ts";
import { npmAddress } from "../registry/npm-names.ts";
import type { PackageAddress } from "../store/records.ts";
import type { World } from "../world.ts";

type Perform = (world: World, at: PackageAddress, request: NpmRequest) => Answer;

const PERFORM: Readonly<Record<string, Perform>> = {
  GetPackument: (world, at, { call }) => getPackument(world, at, call),
  GetVersion: (world, at, { version, call }) => getVersion(world, at, { version, origin: call.origin }),
  GetTarball: (world, at, { version, call }) => getTarball(world, at, { version, origin: call.origin }),
  PublishVersion: (world, at, { body }) => putPackage(world, at, body),
  Deprecate: (world, at, { body }) => putPackage(world, at, body),
  GetDistTags: (world, at) => getDistTags(world, at),
  PutDistTag: (world, at, { tag, call }) => putDistTag(world, at, { tag, body: call.body }),
  DeleteDistTag: (world, at, { tag }) => deleteDistTag(world, at, tag),
};

/** Carries a request out. The caller was let in, and the repository is there. */
export function performNpm(world: World, request: NpmRequest): Answer {
  if (request.operation === "Ping") return json(200, {});
  if (request.name === null) throw unsupported(world);
  const at = npmAddress(request.at, request.name);
  const perform = PERFORM[request.operation];
  if (perform === undefined)
    throw new ServiceError("ValidationException", "Method Not Allowed", { status: 405 });
  return perform(world, at, request);
}

/** whoami, search and audit, among others: the service does not have them. */
function unsupported(world: World): ServiceError {
  const status = world.assumptions.unsupportedStatus;
  const message = status === 404 ? "Not Found" : "Not Supported";
  return new ServiceError("ResourceNotFoundException", message, { status });
}
