import { eraseVersion, writeTags } from "./write-version.ts";
import { findPackage, requirePackage } from "./lookup.ts";
import { releaseAsset } from "./assets.ts";
import { invalid } from "../errors.ts";
import {
  versionBucket,
  type PackageAddress,
  type VersionRecord,
  type VersionStatus,
} from "../store/records.ts";
import { NO_EFFECTS, type World } from "../world.ts";

export type FailureCode =
  | "ALREADY_EXISTS"
  | "MISMATCHED_REVISION"
  | "MISMATCHED_STATUS"
  | "NOT_ALLOWED"
  | "NOT_FOUND"
  | "SKIPPED";

/** The two maps of the bulk calls. One failure turns every other version into SKIPPED. */
export interface BulkResult {
  readonly successfulVersions: Readonly<
    Record<string, { readonly revision: string; readonly status: string }>
  >;
  readonly failedVersions: Readonly<
    Record<string, { readonly errorCode: FailureCode; readonly errorMessage: string }>
  >;
}

export interface BulkRequest {
  readonly versions: readonly string[];
  readonly expectedStatus?: VersionStatus;
  readonly versionRevisions?: Readonly<Record<string, string>>;
}

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

export function updateStatuses(
  world: World,
  at: PackageAddress,
  request: BulkRequest,
  target: VersionStatus,
): BulkResult {
  requirePackage(world, at);
  if (target !== "Published" && target !== "Unlisted" && target !== "Archived") {
    throw invalid(
      `Value '${target}' at 'targetStatus' failed to satisfy constraint: Member must be one of Published, Unlisted, Archived`,
    );
  }
  return bulk(world, at, request, (version) => {
    versionBucket(world.store, at).set(version.version, { ...version, status: target });
    return target;
  });
}

export function disposeVersions(world: World, at: PackageAddress, request: BulkRequest): BulkResult {
  requirePackage(world, at);
  return bulk(world, at, request, (version) => {
    for (const asset of version.assets) releaseAsset(world, at.domain, asset);
    versionBucket(world.store, at).set(version.version, { ...version, status: "Disposed", assets: [] });
    return "Disposed";
  });
}

/** Deletes for good. The package's record stays, with its origin controls, even when no version is left. */
export function deleteVersions(world: World, at: PackageAddress, request: BulkRequest): BulkResult {
  requirePackage(world, at);
  const result = bulk(world, at, { ...request, evenDisposed: true }, (version) => {
    eraseVersion(world, at, version);
    return "Deleted";
  });
  settleTags(world, at, Object.keys(result.successfulVersions));
  return result;
}

interface AnyStatusRequest extends BulkRequest {
  /** The call may also touch versions that are Disposed. */
  readonly evenDisposed?: boolean;
}

function bulk(
  world: World,
  at: PackageAddress,
  request: AnyStatusRequest,
  change: (version: VersionRecord) => string,
): BulkResult {
  refuseOtherRevisions(request);
  const names = [...new Set(request.versions)];
  const failures = new Map<string, Failure>();
  for (const name of names) {
    const failure = failureOf(versionBucket(world.store, at).get(name), name, request);
    if (failure !== undefined) failures.set(name, failure);
  }
  if (failures.size > 0) return skipOthers(names, failures, (name) => `version ${name} is skipped`);
  const successfulVersions: Record<string, { revision: string; status: string }> = {};
  for (const name of names) {
    const version = versionBucket(world.store, at).get(name);
    if (version !== undefined)
      successfulVersions[name] = { revision: version.revision, status: change(version) };
  }
  return { successfulVersions, failedVersions: {} };
}

function failureOf(
  version: VersionRecord | undefined,
  name: string,
  request: AnyStatusRequest,
): Failure | undefined {
  if (version === undefined) return { code: "NOT_FOUND", message: `Could not find version ${name}` };
  const { expectedStatus, versionRevisions } = request;
  if (expectedStatus !== undefined && expectedStatus !== version.status) {
    return {
      code: "MISMATCHED_STATUS",
      message: `current status: ${version.status}, expected status: ${expectedStatus}`,
    };
  }
  const revision = versionRevisions?.[name];
  if (revision !== undefined && revision !== version.revision) {
    return {
      code: "MISMATCHED_REVISION",
      message: `current revision: ${version.revision}, expected revision: ${revision}`,
    };
  }
  if (version.status === "Disposed" && request.evenDisposed !== true) {
    return { code: "NOT_ALLOWED", message: `version ${name} is Disposed and can only be deleted` };
  }
  return undefined;
}

export function skipOthers(
  names: readonly string[],
  failures: ReadonlyMap<string, Failure>,
  skipped: (name: string) => string,
): BulkResult {
  const entries = names.map((name) => {
    const failure = failures.get(name) ?? { code: "SKIPPED" as const, message: skipped(name) };
    return [name, { errorCode: failure.code, errorMessage: failure.message }] as const;
  });
  return { successfulVersions: {}, failedVersions: Object.fromEntries(entries) };
}

function refuseOtherRevisions({ versions, versionRevisions }: BulkRequest): void {
  if (versionRevisions === undefined) return;
  const named = Object.keys(versionRevisions);
  if (named.length === new Set(versions).size && named.every((name) => versions.includes(name))) return;
  throw invalid("versions and versionRevisions must name the same package versions", "OTHER");
}

function settleTags(world: World, at: PackageAddress, deleted: readonly string[]): void {
  const record = findPackage(world, at);
  const answer = world.assumptions.tagOfDeletedVersion;
  if (record === undefined || deleted.length === 0 || answer === "kept") return;
  const newest = answer === "moved" ? newestPublished(world, at) : undefined;
  const tags = Object.entries(record.tags).flatMap(([tag, version]) => {
    if (!deleted.includes(version)) return [[tag, version] as const];
    return newest === undefined ? [] : [[tag, newest] as const];
  });
  if (
    tags.every(([tag, version]) => record.tags[tag] === version) &&
    tags.length === Object.keys(record.tags).length
  )
    return;
  writeTags(world, at, { record, tags: Object.fromEntries(tags), effects: NO_EFFECTS });
}

/** The version published last among those that are Published. */
export function newestPublished(world: World, at: PackageAddress): string | undefined {
  let newest: VersionRecord | undefined;
  for (const version of versionBucket(world.store, at).values()) {
    if (
      version.status === "Published" &&
      (newest === undefined || version.publishedTime >= newest.publishedTime)
    )
      newest = version;
  }
  return newest?.version;
}
