import { findPackage, packageNotFound, requireRepository } from "./lookup.ts";
import { publishBlocked } from "./publish.ts";
import { skipOthers, type BulkResult, type Failure } from "./statuses.ts";
import { searchOrder } from "./upstreams.ts";
import { newRevision, writePackage, writeTags, writeVersion } from "./write-version.ts";
import { invalid } from "../errors.ts";
import {
  versionBucket,
  type OriginControls,
  type PackageAddress,
  type PackageRecord,
  type VersionRecord,
} from "../store/records.ts";
import type { World, WriteEffects } from "../world.ts";

export interface CopyRequest {
  readonly destination: string;
  readonly versions?: readonly string[];
  readonly versionRevisions?: Readonly<Record<string, string>>;
  readonly allowOverwrite?: boolean;
  readonly includeFromUpstream?: boolean;
}

/**
 * Copies versions of one package between repositories of a domain, with the dist-tags that name them, all or
 * none. A version that the destination already has, with the same assets and manifest, is a success that neither
 * map lists.
 */
export function copyVersions(
  world: World,
  from: PackageAddress,
  request: CopyRequest,
  effects: WriteEffects,
): BulkResult {
  const to = { ...from, repository: request.destination };
  requireRepository(world, from);
  requireRepository(world, to);
  if (from.repository === to.repository)
    throw invalid("Source and destination repositories must be different", "OTHER");
  const names = requestedVersions(request);
  const sources = request.includeFromUpstream === true ? searchOrder(world, from) : [from];
  if (sources.every((source) => findPackage(world, source) === undefined)) throw packageNotFound(from);
  if (world.assumptions.publishBlockStopsCopy && findPackage(world, to)?.origin.publish === "BLOCK")
    throw publishBlocked(world, to);

  const found = new Map<string, VersionRecord>();
  for (const name of names) {
    const version = sources
      .map((source) => versionBucket(world.store, source).get(name))
      .find((record) => record !== undefined);
    if (version !== undefined) found.set(name, version);
  }
  const failures = failuresOf(world, to, { names, found, request });
  if (failures.size > 0) return skipOthers(names, failures, (name) => `Version ${name} was skipped`);
  return carryOver(world, { sources, to, found }, effects);
}

function requestedVersions({ versions, versionRevisions }: CopyRequest): readonly string[] {
  const byRevision = Object.keys(versionRevisions ?? {});
  if ((versions !== undefined) === (versionRevisions !== undefined)) {
    throw invalid("Exactly one of versions and versionRevisions must be specified", "OTHER");
  }
  return [...new Set(versions ?? byRevision)];
}

interface Candidates {
  readonly names: readonly string[];
  readonly found: ReadonlyMap<string, VersionRecord>;
  readonly request: CopyRequest;
}

function failuresOf(
  world: World,
  to: PackageAddress,
  { names, found, request }: Candidates,
): ReadonlyMap<string, Failure> {
  const failures = new Map<string, Failure>();
  for (const name of names) {
    const version = found.get(name);
    const expected = request.versionRevisions?.[name];
    const existing = versionBucket(world.store, to).get(name);
    if (version === undefined)
      failures.set(name, { code: "NOT_FOUND", message: `Could not find version ${name}` });
    else if (expected !== undefined && expected !== version.revision) {
      failures.set(name, {
        code: "MISMATCHED_REVISION",
        message: `current revision: ${version.revision}, expected revision: ${expected}`,
      });
    } else if (version.status === "Disposed" || version.status === "Unfinished") {
      failures.set(name, {
        code: "NOT_ALLOWED",
        message: `Version ${name} is ${version.status} and cannot be copied`,
      });
    } else if (existing !== undefined && request.allowOverwrite !== true && !isSame(existing, version)) {
      failures.set(name, { code: "ALREADY_EXISTS", message: `Version ${name} already exists` });
    }
  }
  return failures;
}

interface Carriage {
  readonly sources: readonly PackageAddress[];
  readonly to: PackageAddress;
  readonly found: ReadonlyMap<string, VersionRecord>;
}

function carryOver(world: World, { sources, to, found }: Carriage, effects: WriteEffects): BulkResult {
  const { statusAfterCopy, revisionOfCopy, originAfterCopy } = world.assumptions;
  const successfulVersions: Record<string, { revision: string; status: string }> = {};
  for (const [name, version] of found) {
    const existing = versionBucket(world.store, to).get(name);
    if (existing !== undefined && isSame(existing, version)) continue;
    const status = statusAfterCopy === "kept" ? version.status : "Published";
    const revision = revisionOfCopy === "kept" ? version.revision : newRevision();
    writeVersion(world, to, { ...version, status, revision, publishedTime: world.clock.now() }, effects);
    successfulVersions[name] = { revision, status };
  }
  const before = findPackage(world, to);
  const record: PackageRecord = before ?? {
    format: to.format,
    namespace: to.namespace,
    name: to.name,
    origin: ORIGIN_AFTER_COPY[originAfterCopy],
    tags: {},
  };
  if (before === undefined) writePackage(world, to, record);
  const moved = tagsNaming(world, sources, found);
  if (Object.keys(moved).length > 0)
    writeTags(world, to, { record, tags: { ...record.tags, ...moved }, effects });
  return { successfulVersions, failedVersions: {} };
}

const ORIGIN_AFTER_COPY: Readonly<Record<World["assumptions"]["originAfterCopy"], OriginControls>> = {
  "as-published": { publish: "ALLOW", upstream: "BLOCK" },
  "as-ingested": { publish: "BLOCK", upstream: "ALLOW" },
  open: { publish: "ALLOW", upstream: "ALLOW" },
};

function tagsNaming(
  world: World,
  sources: readonly PackageAddress[],
  found: ReadonlyMap<string, VersionRecord>,
): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {};
  for (const source of sources) {
    for (const [tag, version] of Object.entries(findPackage(world, source)?.tags ?? {})) {
      if (found.has(version)) tags[tag] ??= version;
    }
  }
  return tags;
}

/** The same assets and the same metadata. */
function isSame(one: VersionRecord, other: VersionRecord): boolean {
  if (one.npm?.manifest !== other.npm?.manifest || one.assets.length !== other.assets.length) return false;
  return one.assets.every(
    (asset, index) =>
      asset.sha512 === other.assets[index]?.sha512 && asset.name === other.assets[index]?.name,
  );
}
