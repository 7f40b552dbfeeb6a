import { findPackage, isVisible } from "./lookup.ts";
import { searchOrder } from "./upstreams.ts";
import { visibleTags } from "./write-version.ts";
import {
  repositoryBucket,
  versionBucket,
  type PackageAddress,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

/** A version and the repository that it was found in. */
export interface FoundVersion {
  readonly record: VersionRecord;
  readonly at: PackageAddress;
}

/** Versions that clients of the repository can list, its own before those of its upstreams. */
export function listedVersions(world: World, at: PackageAddress): ReadonlyMap<string, FoundVersion> {
  const listed = new Map<string, FoundVersion>();
  const hidden = new Set<string>();
  for (const source of searchOrder(world, at)) {
    for (const record of versionBucket(world.store, source).values()) {
      if (!isVisible(world, record) || listed.has(record.version) || hidden.has(record.version)) continue;
      if (record.status === "Published") listed.set(record.version, { record, at: source });
      else hidden.add(record.version); // the nearest repository decides
    }
  }
  return listed;
}

/** A version whose bytes clients of the repository can get, listed or not. */
export function downloadableVersion(
  world: World,
  at: PackageAddress,
  version: string,
): FoundVersion | undefined {
  for (const source of searchOrder(world, at)) {
    const record = versionBucket(world.store, source).get(version);
    if (record === undefined || !isVisible(world, record)) continue;
    return record.status === "Published" || record.status === "Unlisted" ? { record, at: source } : undefined;
  }
  return undefined;
}

/** Dist-tags as clients of the repository see them: where an upstream has the same tag, the upstream's wins. */
export function mergedTags(world: World, at: PackageAddress): Readonly<Record<string, string>> {
  return tagsOf(world, at, new Set());
}

function tagsOf(world: World, at: PackageAddress, seen: Set<string>): Readonly<Record<string, string>> {
  if (seen.has(at.repository)) return {};
  seen.add(at.repository);
  const record = findPackage(world, at);
  const own = record === undefined ? {} : visibleTags(world, record);
  if (record?.origin.upstream === "BLOCK" && world.assumptions.upstreamBlockStopsTags) return own;
  let upstream: Readonly<Record<string, string>> = {};
  const repository = repositoryBucket(world.store, at.domain).get(at.repository);
  for (const name of [...(repository?.externalConnections ?? []), ...(repository?.upstreams ?? [])]) {
    upstream = { ...tagsOf(world, { ...at, repository: name }, seen), ...upstream };
  }
  return { ...own, ...upstream };
}
