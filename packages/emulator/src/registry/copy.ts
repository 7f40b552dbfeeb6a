import { integrityOf, storeAsset } from "./assets.ts";
import { findPackage, packageNotFound, requireRepository } from "./lookup.ts";
import { publishBlocked, takesPublications } from "./publish.ts";
import { mismatchedRevision, skipOthers, type BulkResult, type Failure } from "./bulk.ts";
import { searchOrder } from "./upstreams.ts";
import { ensurePackage, newRevision, writeTags, writeVersion } from "./write-version.ts";
import { invalid } from "../errors.ts";
import {
  versionBucket,
  type OriginControls,
  type PackageAddress,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

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
export function copyVersions(world: World, from: PackageAddress, request: CopyRequest): BulkResult {
  const to = { ...from, repository: request.destination };
  requireRepository(world, from);
  requireRepository(world, to);
  if (from.repository === to.repository)
    throw invalid("Source and destination repositories must be different", "OTHER");
  const names = requestedVersions(request);
  const sources = request.includeFromUpstream === true ? searchOrder(world, from) : [from];
  if (sources.every((source) => findPackage(world, source) === undefined)) throw packageNotFound(from);
  if (world.assumptions.publishBlockStopsCopy && !takesPublications(world, to))
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
  return carryOver(world, { sources, to, found });
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

function failuresOf(world: World, to: PackageAddress, candidates: Candidates): ReadonlyMap<string, Failure> {
  const failures = new Map<string, Failure>();
  for (const name of candidates.names) {
    const existing = versionBucket(world.store, to).get(name);
    const failure = failureOf(name, existing, candidates);
    if (failure !== undefined) failures.set(name, failure);
  }
  return failures;
}

function failureOf(
  name: string,
  existing: VersionRecord | undefined,
  { found, request }: Candidates,
): Failure | undefined {
  const version = found.get(name);
  if (version === undefined) return { code: "NOT_FOUND", message: `Could not find version ${name}` };
  const expected = request.versionRevisions?.[name];
  if (expected !== undefined && expected !== version.revision) return mismatchedRevision(version, expected);
  if (version.status === "Disposed" || version.status === "Unfinished") {
    return { code: "NOT_ALLOWED", message: `Version ${name} is ${version.status} and cannot be copied` };
  }
  if (existing === undefined || request.allowOverwrite === true || isSame(existing, version))
    return undefined;
  return { code: "ALREADY_EXISTS", message: `Version ${name} already exists` };
}

interface Carriage {
  readonly sources: readonly PackageAddress[];
  readonly to: PackageAddress;
  readonly found: ReadonlyMap<string, VersionRecord>;
}

function carryOver(world: World, { sources, to, found }: Carriage): BulkResult {
  const { statusAfterCopy, revisionOfCopy, originAfterCopy } = world.assumptions;
  const successfulVersions: Record<string, { revision: string; status: string }> = {};
  const { tags } = ensurePackage(world, to, ORIGIN_AFTER_COPY[originAfterCopy]);
  for (const [name, version] of found) {
    const existing = versionBucket(world.store, to).get(name);
    if (existing !== undefined && isSame(existing, version)) continue;
    const status = statusAfterCopy === "kept" ? version.status : "Published";
    const revision = revisionOfCopy === "kept" ? version.revision : newRevision();
    const copied = world.effects.corrupt ? spoilt(world, version) : version;
    writeVersion(world, to, { ...copied, status, revision, publishedTime: world.clock.now() });
    successfulVersions[name] = { revision, status };
  }
  const moved = tagsNaming(world, sources, found);
  if (Object.keys(moved).length > 0) writeTags(world, to, { ...tags, ...moved });
  return { successfulVersions, failedVersions: {} };
}

/** The version with other bytes, as a fault asks for. */
function spoilt(world: World, version: VersionRecord): VersionRecord {
  const assets = version.assets.map((asset) =>
    storeAsset(world, asset.name, world.store.blobs.get(asset.sha256) ?? new Uint8Array()),
  );
  const [tarball] = assets;
  if (version.npm === undefined || tarball === undefined) return { ...version, assets };
  const dist = { ...version.npm.dist, integrity: integrityOf(tarball), shasum: tarball.sha1 };
  return { ...version, assets, npm: { ...version.npm, dist } };
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
