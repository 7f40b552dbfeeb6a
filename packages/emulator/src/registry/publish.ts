import { describeAsset, integrityOf, storeAsset } from "./assets.ts";
import { displayName, findPackage, packageId, requireRepository } from "./lookup.ts";
import { reachableUpstreams } from "./upstreams.ts";
import { ensurePackage, newRevision, writeTags, writeVersion } from "./write-version.ts";
import { groupAllows } from "../groups/groups.ts";
import { conflict, ServiceError } from "../errors.ts";
import {
  versionBucket,
  type AssetRecord,
  type PackageAddress,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

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
export function publishNpm(world: World, at: PackageAddress, publication: NpmPublication): void {
  requireRepository(world, at);
  const existing = versionBucket(world.store, at).get(publication.version);
  if (existing === undefined) publishNew(world, at, publication);
  else acceptAgain(world, at, { publication, existing });
}

function publishNew(world: World, at: PackageAddress, publication: NpmPublication): void {
  const before = findPackage(world, at);
  if (!takesPublications(world, at)) throw publishBlocked(world, at);
  refuseUpstreamVersion(world, at, publication.version);
  const { version, manifest, dist, readme } = publication;
  const asset = storeAsset(world, "package.tgz", publication.tarball);
  writeVersion(world, at, {
    version,
    status: "Published",
    revision: newRevision(),
    origin: { type: "INTERNAL", repository: at.repository },
    publishedTime: world.clock.now(),
    assets: [asset],
    npm: {
      manifest: JSON.stringify(manifest),
      dist: { ...dist, ...hashesShown(world, asset, dist) },
      ...(readme === undefined ? {} : { readme }),
    },
  });
  const { tags } = ensurePackage(world, at, { publish: "ALLOW", upstream: "BLOCK" });
  const first = before === undefined && world.assumptions.firstPublishSetsLatest;
  writeTags(world, at, { ...tags, ...(first ? { latest: version } : {}), ...publication.tags });
}

/** The hashes of the stored bytes, as `dist` shows them. */
function hashesShown(
  world: World,
  asset: AssetRecord,
  stated: NpmPublication["dist"],
): Readonly<Record<string, string>> {
  const hashes = { integrity: integrityOf(asset), shasum: asset.sha1 };
  if (world.assumptions.distHashes === "both") return hashes;
  return Object.fromEntries(Object.entries(hashes).filter(([name]) => stated[name] !== undefined));
}

function acceptAgain(
  world: World,
  at: PackageAddress,
  { publication, existing }: { readonly publication: NpmPublication; readonly existing: VersionRecord },
): void {
  const id = `${packageId(at)}/${publication.version}`;
  const { identicalPublish, identicalPublishMetadata, identicalPublishTags, publishOverUnlisted } =
    world.assumptions;
  const sameBytes = describeAsset("package.tgz", publication.tarball).sha512 === existing.assets[0]?.sha512;
  const sameManifest = JSON.stringify(publication.manifest) === existing.npm?.manifest;
  const accepted =
    identicalPublish === "accept" &&
    sameBytes &&
    (sameManifest || identicalPublishMetadata === "ignore") &&
    (existing.status === "Published" ||
      (existing.status === "Unlisted" && publishOverUnlisted === "as-published"));
  if (!accepted) {
    throw conflict(
      `Cannot publish over the existing version ${publication.version} of ${displayName(at)} in repository ${at.repository} (status: ${existing.status})`,
      "package-version",
      id,
    );
  }
  const tags = findPackage(world, at)?.tags;
  if (identicalPublishTags === "apply") writeTags(world, at, { ...tags, ...publication.tags });
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

/** Whether the package's own origin controls and those of its group let versions be published. */
export function takesPublications(world: World, at: PackageAddress): boolean {
  return findPackage(world, at)?.origin.publish !== "BLOCK" && groupAllows(world, at, "PUBLISH");
}

export function publishBlocked(world: World, at: PackageAddress): ServiceError {
  return new ServiceError(
    "AccessDeniedException",
    `Publishing ${displayName(at)} to repository ${at.repository} is blocked by the package's origin controls`,
    { status: world.assumptions.publishBlockedStatus },
  );
}
