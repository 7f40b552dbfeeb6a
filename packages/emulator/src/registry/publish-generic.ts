import { describeAsset, storeAsset } from "./assets.ts";
import { displayName, packageId, requireRepository } from "./lookup.ts";
import { publishBlocked, refuseUpstreamVersion, takesPublications } from "./publish.ts";
import { ensurePackage, newRevision, writeVersion } from "./write-version.ts";
import { conflict, quotaExceeded } from "../errors.ts";
import {
  versionBucket,
  type AssetRecord,
  type PackageAddress,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

export interface GenericPublication {
  readonly version: string;
  readonly asset: string;
  readonly bytes: Uint8Array;
  /** The version takes more assets; without it the version is Published and closed. */
  readonly unfinished: boolean;
}

/** Adds an asset to a version of a generic package, which it makes where there is none. */
export function publishGeneric(
  world: World,
  at: PackageAddress,
  publication: GenericPublication,
): { readonly version: VersionRecord; readonly asset: AssetRecord } {
  requireRepository(world, at);
  const existing = versionBucket(world.store, at).get(publication.version);
  const same = existing?.assets.find(({ name }) => name === publication.asset);
  if (existing !== undefined && same !== undefined) {
    if (describeAsset(same.name, publication.bytes).sha256 !== same.sha256)
      throw closed(at, publication, "has another asset of this name");
  } else if (existing !== undefined && existing.status !== "Unfinished")
    throw closed(at, publication, `is ${existing.status}`);
  if (!takesPublications(world, at)) throw publishBlocked(world, at);
  if (existing === undefined) refuseUpstreamVersion(world, at, publication.version);
  const most = world.assumptions.assetsPerVersion;
  if (same === undefined && (existing?.assets.length ?? 0) >= most) {
    throw quotaExceeded(
      `A package version can have at most ${most} assets`,
      "package-version",
      `${packageId(at)}/${publication.version}`,
    );
  }
  return add(world, at, { publication, existing, same });
}

function add(
  world: World,
  at: PackageAddress,
  {
    publication,
    existing,
    same,
  }: {
    readonly publication: GenericPublication;
    readonly existing: VersionRecord | undefined;
    readonly same: AssetRecord | undefined;
  },
): { readonly version: VersionRecord; readonly asset: AssetRecord } {
  const asset = same ?? storeAsset(world, publication.asset, publication.bytes);
  ensurePackage(world, at, { publish: "ALLOW", upstream: "BLOCK" });
  const finished = !publication.unfinished && (existing === undefined || existing.status === "Unfinished");
  const version: VersionRecord = {
    version: publication.version,
    origin: { type: "INTERNAL", repository: at.repository },
    publishedTime: world.clock.now(),
    ...existing,
    status: finished ? "Published" : (existing?.status ?? "Unfinished"),
    revision: same !== undefined && existing !== undefined ? existing.revision : newRevision(),
    assets: same === undefined ? [...(existing?.assets ?? []), asset] : (existing?.assets ?? []),
  };
  writeVersion(world, at, version);
  return { version, asset };
}

function closed(at: PackageAddress, { version, asset }: GenericPublication, why: string): Error {
  return conflict(
    `Asset ${asset} cannot be added: version ${version} of ${displayName(at)} ${why}`,
    "asset",
    `${packageId(at)}/${version}/${asset}`,
  );
}
