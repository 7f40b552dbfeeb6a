import { folderSource, registrySource, type ExternalSource } from "./source.ts";
import { describeAsset } from "../registry/assets.ts";
import { findPackage } from "../registry/lookup.ts";
import { npmAddress } from "../registry/npm-names.ts";
import { EXTERNAL_REPOSITORY, searchOrder } from "../registry/upstreams.ts";
import { ensurePackage, newRevision, writeTags, writeVersion } from "../registry/write-version.ts";
import type { Subject } from "../plane.ts";
import { versionBucket, type PackageAddress, type RepositoryAddress } from "../store/records.ts";
import { ServiceError } from "../errors.ts";
import type { World } from "../world.ts";

/** How long a packument is good for. */
const FRESH_MS = 30 * 60 * 1000;

const READS: ReadonlySet<string> = new Set([
  "GetPackument",
  "GetVersion",
  "GetTarball",
  "GetDistTags",
  "PublishVersion",
]);

/** Brings in, from the public registry, what a call may need of it, before the call is carried out. */
export class Ingestion {
  readonly #source: ExternalSource;
  readonly #fetched: Map<string, number> = new Map();

  /** `from` is the URL of a registry, a folder, or what stands for one. */
  constructor(from: string | ExternalSource) {
    if (typeof from !== "string") this.#source = from;
    else this.#source = /^https?:\/\//.test(from) ? registrySource(from) : folderSource(from);
  }

  async bringIn(world: World, at: RepositoryAddress, subject: Subject): Promise<void> {
    if (subject.package === null || !READS.has(subject.operation)) return;
    const outside = outsideOf(world, at, subject.package);
    if (outside === undefined) return;
    await this.#packument(world, outside, subject.package);
    if (subject.operation === "GetTarball" && subject.version !== null)
      await this.#tarball(world, outside, subject.version);
  }

  async #packument(world: World, at: PackageAddress, name: string): Promise<void> {
    const key = `${at.domain} ${name}`;
    const last = this.#fetched.get(key);
    if (last !== undefined && last + FRESH_MS > world.clock.now()) return;
    const known = findPackage(world, at) !== undefined;
    const text = await this.#source.packument(name).catch((error: unknown) => {
      if (known) return undefined; // what is known of the package serves for the while
      throw unreachableRegistry(error);
    });
    this.#fetched.set(key, world.clock.now());
    if (text === undefined) return;
    const packument = JSON.parse(text) as Packument;
    ensurePackage(world, at, { publish: "BLOCK", upstream: "ALLOW" });
    for (const [version, manifest] of Object.entries(packument.versions)) {
      if (versionBucket(world.store, at).get(version) === undefined)
        writeOutsideVersion(world, at, { version, manifest, time: packument.time?.[version] });
    }
    writeTags(world, at, packument["dist-tags"]);
  }

  async #tarball(world: World, at: PackageAddress, version: string): Promise<void> {
    const record = versionBucket(world.store, at).get(version);
    const url = record?.origin.tarball;
    if (record === undefined || record.assets.length > 0 || url === undefined) return;
    const bytes = await this.#source.tarball(npmName(at), url);
    if (bytes === undefined) return;
    const asset = describeAsset("package.tgz", bytes);
    if (record.npm?.dist["shasum"] !== asset.sha1) {
      throw new ServiceError(
        "InternalServerException",
        `The tarball of ${npmName(at)}@${version} does not match its packument`,
      );
    }
    world.store.blobs.put(asset.sha256, bytes);
    writeVersion(world, at, { ...record, assets: [asset] });
  }
}

function unreachableRegistry(error: unknown): ServiceError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ServiceError("InternalServerException", `${EXTERNAL_REPOSITORY} cannot be reached: ${reason}`);
}

interface Packument {
  readonly versions: Readonly<Record<string, Manifest>>;
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly time?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly dist?: { readonly tarball?: string } & Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** The place of the public registry in the search for a package, where the search comes to it. */
function outsideOf(world: World, at: RepositoryAddress, name: string): PackageAddress | undefined {
  return searchOrder(world, npmAddress(at, name)).find(
    ({ repository }) => repository === EXTERNAL_REPOSITORY,
  );
}

function writeOutsideVersion(
  world: World,
  at: PackageAddress,
  outside: { readonly version: string; readonly manifest: Manifest; readonly time: string | undefined },
): void {
  const { dist: { tarball, ...dist } = {}, ...manifest } = outside.manifest;
  const published = outside.time === undefined ? Number.NaN : Date.parse(outside.time);
  writeVersion(world, at, {
    version: outside.version,
    status: "Published",
    revision: newRevision(),
    origin: {
      type: "EXTERNAL",
      externalConnection: EXTERNAL_REPOSITORY,
      ...(tarball === undefined ? {} : { tarball }),
    },
    publishedTime: Number.isNaN(published) ? world.clock.now() : published,
    assets: [],
    npm: { manifest: JSON.stringify(manifest), dist },
  });
}

function npmName({ namespace, name }: PackageAddress): string {
  return namespace === null ? name : `@${namespace}/${name}`;
}
