import type { FoundVersion } from "./view.ts";
import { ensurePackage, writeVersion } from "./write-version.ts";
import type { PackageAddress } from "../store/records.ts";
import { EXTERNAL_REPOSITORY, searchOrder } from "./upstreams.ts";
import type { World } from "../world.ts";

/**
 * Keeps a version that was fetched through an upstream in the repository that was asked and, if it is a public
 * one, in the repository with the external connection; in none of those between. What later happens to it upstream
 * does not touch the kept one.
 */
export function retain(world: World, at: PackageAddress, found: FoundVersion): void {
  const entry = found.at.repository === EXTERNAL_REPOSITORY ? entryOf(world, at) : undefined;
  const places = entry === undefined || entry.repository === at.repository ? [at] : [at, entry];
  for (const place of places) {
    ensurePackage(world, place, { publish: "BLOCK", upstream: "ALLOW" });
    writeVersion(world, place, found.record);
  }
}

/** The repository before the public registry in the search is the one that is connected to it. */
function entryOf(world: World, at: PackageAddress): PackageAddress | undefined {
  const order = searchOrder(world, at);
  return order[order.findIndex(({ repository }) => repository === EXTERNAL_REPOSITORY) - 1];
}
