import { findPackage, requirePackage, requireRepository } from "./lookup.ts";
import { eraseVersion, writePackage } from "./write-version.ts";
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
  const record = findPackage(world, at) ?? {
    format: at.format,
    namespace: at.namespace,
    name: at.name,
    tags: {},
  };
  writePackage(world, at, { ...record, origin });
  return origin;
}

/** Deletes the package with all of its versions, and answers what it was. */
export function deletePackage(world: World, at: PackageAddress): PackageRecord {
  const record = requirePackage(world, at);
  for (const version of [...versionBucket(world.store, at).values()]) eraseVersion(world, at, version);
  packageBucket(world.store, at).delete(packageKey(at));
  return record;
}
