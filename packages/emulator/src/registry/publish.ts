import { describeAsset, storeAsset, integrityOf, releaseAsset } from "./assets.ts";
import { displayName, findPackage, packageId, requireRepository } from "./lookup.ts";
import { reachableUpstreams } from "./upstreams.ts";
import { newRevision, writePackage, writeTags, writeVersion } from "./write-version.ts";
import { conflict, ServiceError } from "../errors.ts";
import {
  versionBucket,
  type AssetRecord,
  type PackageAddress,
  type PackageRecord,
  type VersionRecord,
} from "../store/records.ts";
import type { World, WriteEffects } from "../world.ts";

export interface NpmPublication {
  readonly version: string;
  /** Without `dist`. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly dist: Readonly<Record<string, unknown>>;
  readonly tarball: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
  readonly readme?: string;
}

/**
 * Publishes a version as Published. The same bytes again are a success that changes no version; any other second
 * publish is a conflict, as is a version that an upstream already has.
 */
export function publishNpm(
  world: World,
  at: PackageAddress,
  publication: NpmPublication,
  effects: WriteEffects,
): void {
  requireRepository(world, at);
  const existing = versionBucket(world.store, at).get(publication.version);
  if (existing === undefined) publishNew(world, at, publication, effects);
  else acceptAgain(world, at, publication, existing);
}

function publishNew(
  world: World,
  at: PackageAddress,
  publication: NpmPublication,
  effects: WriteEffects,
): void {
  const before = findPackage(world, at);
  if (before?.origin.publish === "BLOCK") throw publishBlocked(world, at);
  refuseUpstreamVersion(world, at, publication.version);
  const bytes = effects.corrupt ? flipped(publication.tarball) : publication.tarball;
  const asset = describeAsset("package.tgz", bytes);
  storeAsset(world, at.domain, asset, bytes);
  writeVersion(world, at, versionOf(world, at, publication, asset), effects);
  releaseAsset(world, at.domain, asset); // the version holds it from here on
  const record: PackageRecord = before ?? {
    format: at.format,
    namespace: at.namespace,
    name: at.name,
    origin: { publish: "ALLOW", upstream: "BLOCK" },
    tags: {},
  };
  const first = before === undefined && world.assumptions.firstPublishSetsLatest;
  const tags = { ...record.tags, ...(first ? { latest: publication.version } : {}), ...publication.tags };
  if (before === undefined) writePackage(world, at, record);
  writeTags(world, at, { record, tags, effects });
}

function acceptAgain(
  world: World,
  at: PackageAddress,
  publication: NpmPublication,
  existing: VersionRecord,
): void {
  const taken = (): Error =>
    conflict(
      `Cannot publish over the existing version ${publication.version} of ${displayName(at)} in repository ${at.repository} (status: ${existing.status})`,
      "package-version",
      `${packageId(at)}/${publication.version}`,
    );
  if (existing.status === "Archived" || existing.status === "Disposed") throw taken();
  const { identicalPublish, identicalPublishMetadata, identicalPublishTags, publishOverUnlisted } =
    world.assumptions;
  if (existing.status === "Unlisted" && publishOverUnlisted === "conflict") throw taken();
  if (describeAsset("package.tgz", publication.tarball).sha512 !== existing.assets[0]?.sha512) throw taken();
  if (identicalPublish === "conflict") throw taken();
  const sameManifest = JSON.stringify(publication.manifest) === existing.npm?.manifest;
  if (identicalPublishMetadata === "must-match" && !sameManifest) throw taken();
  const record = findPackage(world, at);
  if (record === undefined || identicalPublishTags === "ignore") return;
  writeTags(world, at, {
    record,
    tags: { ...record.tags, ...publication.tags },
    effects: { invisibleMs: 0, corrupt: false },
  });
}

function versionOf(
  world: World,
  at: PackageAddress,
  publication: NpmPublication,
  asset: AssetRecord,
): VersionRecord {
  return {
    version: publication.version,
    status: "Published",
    revision: newRevision(),
    origin: { type: "INTERNAL", repository: at.repository },
    publishedTime: world.clock.now(),
    assets: [asset],
    npm: {
      manifest: JSON.stringify(publication.manifest),
      dist: { ...publication.dist, integrity: integrityOf(asset), shasum: asset.sha1 },
      ...(publication.readme === undefined ? {} : { readme: publication.readme }),
    },
  };
}

/** A version that clients of the repository can already get from an upstream cannot be published into it. */
export function refuseUpstreamVersion(world: World, at: PackageAddress, version: string): void {
  const holder = reachableUpstreams(world, at).find(
    (upstream) => versionBucket(world.store, upstream).get(version) !== undefined,
  );
  if (holder === undefined) return;
  throw conflict(
    `Version ${version} of ${displayName(at)} already exists in upstream repository ${holder.repository} of ${at.repository}`,
    "package-version",
    `${packageId(at)}/${version}`,
  );
}

export function publishBlocked(world: World, at: PackageAddress): ServiceError {
  return new ServiceError(
    "AccessDeniedException",
    `Publishing ${displayName(at)} to repository ${at.repository} is blocked by the package's origin controls`,
    { status: world.assumptions.publishBlockedStatus },
  );
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const middle = copy.length >> 1;
  if (copy.length > 0) copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}
