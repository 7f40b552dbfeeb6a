import { readFileSync } from "node:fs";
import type { Seed, SeedDomain, SeedPackage, SeedRepository, SeedVersion } from "./seed.ts";
import { packTarball } from "./tarball.ts";
import { EmulatorError } from "../errors.ts";
import { describeAsset, integrityOf, storeAsset } from "../registry/assets.ts";
import { npmAddress } from "../registry/npm-names.ts";
import { setOriginControls } from "../registry/packages.ts";
import { ensurePackage, newRevision, writeTags, writeVersion } from "../registry/write-version.ts";
import {
  domainBucket,
  repositoryBucket,
  versionBucket,
  type AssetRecord,
  type PackageAddress,
  type RepositoryAddress,
} from "../store/records.ts";
import { ACCOUNT, type World } from "../world.ts";

/** Puts in what the store does not have yet. What is there is left as it is, so that a data folder can be kept. */
export function plantSeed(world: World, seed: Seed): void {
  for (const domain of seed.domains) plantDomain(world, domain);
  world.store.commit();
}

function plantDomain(world: World, { name, region = "us-east-1", repositories = [] }: SeedDomain): void {
  const domains = domainBucket(world.store);
  if (domains.get(name) === undefined) {
    const encryptionKey = `arn:aws:kms:${region}:${ACCOUNT}:key/00000000-0000-4000-8000-000000000000`;
    domains.set(name, { name, owner: ACCOUNT, region, createdTime: world.clock.now(), encryptionKey });
  }
  for (const repository of repositories) plantRepository(world, name, repository);
}

function plantRepository(world: World, domain: string, seed: SeedRepository): void {
  const { name, description, upstreams = [], externalConnections = [], packages = [] } = seed;
  const repositories = repositoryBucket(world.store, domain);
  if (repositories.get(name) === undefined) {
    const createdTime = world.clock.now();
    const described = description === undefined ? {} : { description };
    repositories.set(name, { domain, name, upstreams, externalConnections, createdTime, ...described });
  }
  for (const entry of packages) plantPackage(world, { domain, repository: name }, entry);
}

function plantPackage(world: World, at: RepositoryAddress, seed: SeedPackage): void {
  const address = npmAddress(at, seed.name);
  const { tags } = ensurePackage(world, address, seed.origin ?? { publish: "ALLOW", upstream: "BLOCK" });
  if (seed.origin !== undefined) setOriginControls(world, address, seed.origin);
  for (const version of seed.versions) {
    if (versionBucket(world.store, address).get(version.version) === undefined)
      plantVersion(world, address, { name: seed.name, version });
  }
  const newest = seed.versions.at(-1)?.version;
  const given = seed.tags ?? (newest === undefined ? {} : { latest: newest });
  writeTags(world, address, { ...given, ...tags });
}

function plantVersion(
  world: World,
  at: PackageAddress,
  { name, version }: { readonly name: string; readonly version: SeedVersion },
): void {
  const manifest = { ...version.manifest, name, version: version.version };
  const asset =
    version.integrity === undefined
      ? storeAsset(world, "package.tgz", tarballOf(version, manifest))
      : absentAsset(version.integrity);
  const shasum = version.integrity === undefined ? { shasum: asset.sha1 } : {};
  writeVersion(world, at, {
    version: version.version,
    status: version.status ?? "Published",
    revision: newRevision(),
    origin: { type: "INTERNAL", repository: at.repository },
    publishedTime: world.clock.now(),
    assets: [asset],
    npm: { manifest: JSON.stringify(manifest), dist: { integrity: integrityOf(asset), ...shasum } },
  });
}

/** Known by its SHA-512 alone. Its other hashes are made up, so that nothing is stored under them. */
function absentAsset(integrity: string): AssetRecord {
  const madeUp = describeAsset("package.tgz", Buffer.from(integrity));
  return {
    ...madeUp,
    size: 0,
    sha512: Buffer.from(integrity.slice("sha512-".length), "base64").toString("hex"),
  };
}

function tarballOf(
  { tarball, files = {} }: SeedVersion,
  manifest: Readonly<Record<string, unknown>>,
): Uint8Array {
  if (tarball === undefined)
    return packTarball({ "package.json": `${JSON.stringify(manifest, null, 2)}\n`, ...files });
  if (typeof tarball !== "string") return tarball;
  try {
    return readFileSync(tarball);
  } catch (error) {
    throw new EmulatorError("SEED_INVALID", `the tarball ${tarball} cannot be read`, { cause: error });
  }
}
