import { notFound } from "../errors.ts";
import {
  domainBucket,
  packageBucket,
  packageKey,
  repositoryBucket,
  versionBucket,
  type DomainRecord,
  type PackageAddress,
  type PackageRecord,
  type RepositoryAddress,
  type RepositoryRecord,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

export function requireDomain(world: World, name: string): DomainRecord {
  const domain = domainBucket(world.store).get(name);
  if (domain === undefined) throw notFound(`Domain not found. DomainId: ${name}`, "domain", name);
  return domain;
}

export function requireRepository(world: World, at: RepositoryAddress): RepositoryRecord {
  requireDomain(world, at.domain);
  const repository = repositoryBucket(world.store, at.domain).get(at.repository);
  if (repository === undefined) {
    throw notFound(
      `Repository not found. RepoId: ${at.repository}`,
      "repository",
      `${at.domain}/${at.repository}`,
    );
  }
  return repository;
}

export function findPackage(world: World, at: PackageAddress): PackageRecord | undefined {
  return packageBucket(world.store, at).get(packageKey(at));
}

export function requirePackage(world: World, at: PackageAddress): PackageRecord {
  requireRepository(world, at);
  const found = findPackage(world, at);
  if (found === undefined) throw packageNotFound(at);
  return found;
}

export function packageNotFound(at: PackageAddress): Error {
  const scope = at.namespace === null ? "" : `namespace=${at.namespace}, `;
  return notFound(
    `Package not found in repository. RepoId: ${at.repository}, Package = PackageCoordinate{packageType=${at.format}, ${scope}packageName=${at.name}},`,
    "package",
    packageId(at),
  );
}

/** A version that readers may know of: it is there, and not held back by a delayed write. */
export function requireVersion(world: World, at: PackageAddress, version: string): VersionRecord {
  requirePackage(world, at);
  const found = versionBucket(world.store, at).get(version);
  if (found === undefined || !isVisible(world, found)) throw versionNotFound(at, version);
  return found;
}

export function versionNotFound(at: PackageAddress, version: string): Error {
  return notFound(
    `Package version not found. RepoId: ${at.repository}, Package: ${displayName(at)}, Version: ${version}`,
    "package-version",
    `${packageId(at)}/${version}`,
  );
}

export function isVisible(world: World, version: VersionRecord): boolean {
  return version.visibleFrom === undefined || version.visibleFrom <= world.clock.now();
}

/** The name that people use: `@acme/http` for npm, and otherwise namespace and name with a slash between. */
export function displayName(id: Pick<PackageAddress, "format" | "namespace" | "name">): string {
  if (id.namespace === null) return id.name;
  return id.format === "npm" ? `@${id.namespace}/${id.name}` : `${id.namespace}/${id.name}`;
}

export function packageId(at: PackageAddress): string {
  return `${at.domain}/${at.repository}/${packageKey(at)}`;
}
