import { changeAll, type BulkRequest, type BulkResult } from "./bulk.ts";
import { findPackage, requirePackage } from "./lookup.ts";
import { eraseVersion, writeTags, writeVersion } from "./write-version.ts";
import { invalid } from "../errors.ts";
import {
  versionBucket,
  type PackageAddress,
  type VersionRecord,
  type VersionStatus,
} from "../store/records.ts";
import type { World } from "../world.ts";

export function updateStatuses(
  world: World,
  at: PackageAddress,
  request: BulkRequest & { readonly targetStatus: VersionStatus },
): BulkResult {
  requirePackage(world, at);
  const target = request.targetStatus;
  if (target !== "Published" && target !== "Unlisted" && target !== "Archived") {
    throw invalid(
      `Value '${target}' at 'targetStatus' failed to satisfy constraint: Member must satisfy enum value set: [Published, Unlisted, Archived]`,
    );
  }
  return changeAll(world, at, {
    ...request,
    evenDisposed: false,
    change(version) {
      writeVersion(world, at, { ...version, status: target });
      return target;
    },
  });
}

/** Drops the assets for good; what stays blocks the version until it is deleted. */
export function disposeVersions(world: World, at: PackageAddress, request: BulkRequest): BulkResult {
  requirePackage(world, at);
  return changeAll(world, at, {
    ...request,
    evenDisposed: false,
    change(version) {
      writeVersion(world, at, { ...version, status: "Disposed", assets: [] });
      return "Disposed";
    },
  });
}

/** Deletes for good. The package's record stays, with its origin controls, even when no version is left. */
export function deleteVersions(world: World, at: PackageAddress, request: BulkRequest): BulkResult {
  requirePackage(world, at);
  const result = changeAll(world, at, {
    ...request,
    evenDisposed: true,
    change(version) {
      eraseVersion(world, at, version);
      return "Deleted";
    },
  });
  settleTags(world, at, Object.keys(result.successfulVersions));
  return result;
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
  writeTags(world, at, Object.fromEntries(tags));
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
