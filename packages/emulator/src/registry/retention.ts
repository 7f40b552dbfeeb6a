import { findPackage } from "./lookup.ts";
import type { FoundVersion } from "./view.ts";
import { writePackage, writeVersion } from "./write-version.ts";
import type { PackageAddress } from "../store/records.ts";
import { NO_EFFECTS, type World } from "../world.ts";

/**
 * Keeps a version that was fetched through an upstream in the repository that was asked, and in none of those
 * between. What later happens to it upstream does not touch the kept one.
 */
export function retain(world: World, at: PackageAddress, found: FoundVersion): void {
  writeVersion(world, at, found.record, NO_EFFECTS);
  if (findPackage(world, at) !== undefined) return;
  const { format, namespace, name } = at;
  writePackage(world, at, {
    format,
    namespace,
    name,
    origin: { publish: "BLOCK", upstream: "ALLOW" },
    tags: {},
  });
}
