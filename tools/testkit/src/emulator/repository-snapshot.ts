import type { ControlPlane } from "./control-plane.ts";
import { readDistTags, type NpmAccess } from "./packument.ts";

export interface StoredVersion {
  /** `Published`, `Unlisted`, … */
  readonly status: string;
  /** Of the stored bytes, `sha512-` and base64; empty where no asset is left. */
  readonly integrity: string;
}

export interface StoredPackage {
  readonly versions: Readonly<Record<string, StoredVersion>>;
  readonly distTags: Readonly<Record<string, string>>;
}

/** All that a repository holds, by package name, to compare with `toEqual`. An empty record shows as one. */
export type RepositorySnapshot = Readonly<Record<string, StoredPackage>>;

export interface RepositoryAddress extends NpmAccess {
  readonly domain: string;
  readonly repository: string;
}

/** Packages that are read at the same time. */
const AT_A_TIME = 8;

/** Reads everything in the repository, hidden versions too. Upstreams are not looked at. */
export async function readRepository(
  plane: ControlPlane,
  address: RepositoryAddress,
): Promise<RepositorySnapshot> {
  const names = await packageNames(plane, address);
  const found: (readonly [string, StoredPackage])[] = [];
  for (let at = 0; at < names.length; at += AT_A_TIME) {
    const some = names.slice(at, at + AT_A_TIME);
    found.push(
      ...(await Promise.all(
        some.map(async (name) => [name, await readPackage(plane, address, name)] as const),
      )),
    );
  }
  return Object.fromEntries(found);
}

async function packageNames({ sdk, client }: ControlPlane, address: RepositoryAddress): Promise<string[]> {
  const { domain, repository } = address;
  const names: string[] = [];
  for await (const page of sdk.paginateListPackages({ client }, { domain, repository, format: "npm" })) {
    for (const one of page.packages ?? [])
      names.push(one.namespace ? `@${one.namespace}/${one.package}` : `${one.package}`);
  }
  return names.toSorted();
}

async function readPackage(
  plane: ControlPlane,
  address: RepositoryAddress,
  name: string,
): Promise<StoredPackage> {
  const { sdk, client } = plane;
  const { domain, repository } = address;
  const coordinates = { domain, repository, format: "npm", ...coordinatesOf(name) } as const;
  const versions: Record<string, StoredVersion> = {};
  for await (const page of sdk.paginateListPackageVersions({ client }, coordinates)) {
    for (const { version = "", status = "" } of page.versions ?? []) {
      versions[version] = {
        status,
        integrity: await storedIntegrity(plane, { ...coordinates, packageVersion: version }),
      };
    }
  }
  return { versions: sorted(versions), distTags: sorted(await readDistTags(address, name)) };
}

type VersionCoordinates = ConstructorParameters<ControlPlane["sdk"]["ListPackageVersionAssetsCommand"]>[0];

async function storedIntegrity(
  { sdk, client }: ControlPlane,
  coordinates: VersionCoordinates,
): Promise<string> {
  const { assets = [] } = await client.send(new sdk.ListPackageVersionAssetsCommand(coordinates));
  const hex = assets[0]?.hashes?.["SHA-512"];
  return hex === undefined ? "" : `sha512-${Buffer.from(hex, "hex").toString("base64")}`;
}

/** The control plane's namespace is the scope without its `@`. */
function coordinatesOf(name: string): {
  readonly namespace?: string;
  readonly package: string;
} {
  const [, namespace, bare] = /^@([^/]+)\/(.+)$/.exec(name) ?? [];
  return namespace === undefined || bare === undefined ? { package: name } : { namespace, package: bare };
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
