import type { FoundVersion } from "./view.ts";
import { ensurePackage, writeVersion } from "./write-version.ts";
import type { PackageAddress } from "../store/records.ts";
import type { World } from "../world.ts";

/**
 * Keeps a version that was fetched through an upstream in the repository that was asked, and in none of those
 * between. What later happens to it upstream does not touch the kept one.
 */
export function retain(world: World, at: PackageAddress, found: FoundVersion): void {
  ensurePackage(world, at, { publish: "BLOCK", upstream: "ALLOW" });
  writeVersion(world, at, found.record);
}
