import { requirePackage, requireRepository } from "./lookup.ts";
import { ensurePackage, eraseVersion, writePackage } from "./write-version.ts";
import {
  packageBucket,
  packageKey,
  versionBucket,
  type OriginControls,
  type PackageAddress,
  type PackageRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

/** Sets both origin controls. Set before the package exists, they make it, without versions. */
export function setOriginControls(world: World, at: PackageAddress, origin: OriginControls): OriginControls {
  requireRepository(world, at);
  writePackage(world, at, { ...ensurePackage(world, at, origin), origin });
  return origin;
}

/** Deletes the package with all of its versions, and answers what it was. */
export function deletePackage(world: World, at: PackageAddress): PackageRecord {
  const record = requirePackage(world, at);
  const versions = Array.from(versionBucket(world.store, at).values());
  for (const version of versions) eraseVersion(world, at, version);
  packageBucket(world.store, at).delete(packageKey(at));
  return record;
}
