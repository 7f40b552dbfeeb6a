import { packageBucket, packageKey, repositoryBucket, type PackageAddress } from "../store/records.ts";
import { groupAllows } from "../groups/groups.ts";
import type { World } from "../world.ts";

/**
 * Stands in the search for the public npm registry, after a repository that has an external connection to it. What
 * was learnt of the public registry is kept under this name, beside the repositories of the domain.
 */
export const EXTERNAL_REPOSITORY = "public:npmjs";

/** The most repositories that one request is searched for in. */
const SEARCH_LIMIT = 25;

/**
 * Where a package is searched for: the repository itself, then its upstreams, depth first and by priority. The
 * search does not go past a repository in which the package's upstream control is BLOCK.
 */
export function searchOrder(world: World, at: PackageAddress): readonly PackageAddress[] {
  const found = new Map<string, PackageAddress>();
  visit(world, at, found);
  return [...found.values()];
}

/** The same without the repository itself: what a publish must not repeat. */
export function reachableUpstreams(world: World, at: PackageAddress): readonly PackageAddress[] {
  return searchOrder(world, at).slice(1);
}

function visit(world: World, at: PackageAddress, found: Map<string, PackageAddress>): void {
  if (found.size >= SEARCH_LIMIT || found.has(at.repository)) return;
  const repository = repositoryBucket(world.store, at.domain).get(at.repository);
  if (repository === undefined) return;
  found.set(at.repository, at);
  if (repository.upstreams.length === 0 && repository.externalConnections.length === 0) return;
  if (packageBucket(world.store, at).get(packageKey(at))?.origin.upstream === "BLOCK") return;
  if (repository.externalConnections.includes(EXTERNAL_REPOSITORY) && at.format === "npm") {
    if (groupAllows(world, at, "EXTERNAL_UPSTREAM"))
      found.set(EXTERNAL_REPOSITORY, { ...at, repository: EXTERNAL_REPOSITORY });
  }
  if (!groupAllows(world, at, "INTERNAL_UPSTREAM")) return;
  for (const upstream of repository.upstreams) visit(world, { ...at, repository: upstream }, found);
}
