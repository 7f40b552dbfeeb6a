import { packageOf, seconds, type Handler } from "../context.ts";
import { byKey, pageOf } from "../pages.ts";
import { conflict, notFound } from "../../errors.ts";
import { displayName, isVisible, packageId, requirePackage, requireVersion } from "../../registry/lookup.ts";
import { dependenciesOf, manifestOf } from "../../registry/manifests.ts";
import { newestPublished } from "../../registry/statuses.ts";
import { visibleTags } from "../../registry/write-version.ts";
import {
  versionBucket,
  type AssetRecord,
  type PackageAddress,
  type VersionOrigin,
  type VersionRecord,
} from "../../store/records.ts";

const listPackageVersions: Handler = (input, { world }) => {
  const at = packageOf(input);
  const record = requirePackage(world, at);
  const wanted = [...versionBucket(world.store, at).values()].filter(
    (version) =>
      isVisible(world, version) &&
      (input.status === undefined || version.status === input.status) &&
      (input.originType === undefined || version.origin.type === input.originType),
  );
  const keyOf = input.sortBy === undefined ? byName : byPublishedTime;
  const { items, nextToken } = pageOf(wanted.toSorted(byKey(keyOf)), keyOf, { ...input, size: 50 });
  return {
    ...coordinates(at),
    defaultDisplayVersion: visibleTags(world, record)["latest"] ?? newestPublished(world, at),
    versions: items.map(({ version, status, revision, origin }) => ({
      version,
      status,
      revision,
      origin: originOf(origin),
    })),
    nextToken,
  };
};

const describePackageVersion: Handler = (input, { world }) => {
  const at = packageOf(input);
  const version = requireVersion(world, at, input.packageVersion);
  const manifest = manifestOf(version);
  return {
    packageVersion: {
      format: at.format,
      namespace: at.namespace,
      packageName: at.name,
      displayName: displayName(at),
      version: version.version,
      summary: manifest.description,
      homePage: manifest.homepage,
      sourceCodeRepository: manifest.repository,
      publishedTime: seconds(version.publishedTime),
      licenses: manifest.license === undefined ? [] : [{ name: manifest.license }],
      revision: version.revision,
      status: version.status,
      origin: originOf(version.origin),
    },
  };
};

const getPackageVersionReadme: Handler = (input, { world }) => {
  const at = packageOf(input);
  const version = requireVersion(world, at, input.packageVersion);
  const readme = version.npm?.readme;
  if (readme === undefined) {
    throw notFound(
      "The readme file of this package version is not found",
      "asset",
      `${packageId(at)}/${version.version}`,
    );
  }
  return { ...coordinates(at), version: version.version, versionRevision: version.revision, readme };
};

const listPackageVersionDependencies: Handler = (input, { world }) => {
  const at = packageOf(input);
  const version = requireVersion(world, at, input.packageVersion);
  const sorted = dependenciesOf(version);
  const keyOf = (dependency: (typeof sorted)[number]): string =>
    JSON.stringify([dependency.dependencyType, dependency.namespace, dependency.package]);
  const { items, nextToken } = pageOf(sorted.toSorted(byKey(keyOf)), keyOf, { ...input, size: 1000 });
  return {
    ...coordinates(at),
    version: version.version,
    versionRevision: version.revision,
    dependencies: items,
    nextToken,
  };
};

const listPackageVersionAssets: Handler = (input, { world }) => {
  const at = packageOf(input);
  const version = requireVersion(world, at, input.packageVersion);
  const keyOf = (asset: AssetRecord): string => asset.name;
  const { items, nextToken } = pageOf(version.assets.toSorted(byKey(keyOf)), keyOf, { ...input, size: 100 });
  return {
    ...coordinates(at),
    version: version.version,
    versionRevision: version.revision,
    assets: items.map(assetSummary),
    nextToken,
  };
};

const getPackageVersionAsset: Handler = (input, { world }) => {
  const at = packageOf(input);
  const version = requireVersion(world, at, input.packageVersion);
  const id = `${packageId(at)}/${version.version}`;
  if (input.packageVersionRevision !== undefined && input.packageVersionRevision !== version.revision) {
    throw conflict(
      `current revision: ${version.revision}, expected revision: ${input.packageVersionRevision}`,
      "package-version",
      id,
    );
  }
  const downloadable = version.status !== "Archived" && version.status !== "Disposed";
  const asset = version.assets.find(({ name }) => downloadable && name === input.asset);
  const bytes = asset === undefined ? undefined : world.store.blobs.get(asset.sha256);
  if (bytes === undefined) throw notFound(`Asset not found: ${input.asset}`, "asset", `${id}/${input.asset}`);
  const headers = {
    "content-type": "application/octet-stream",
    "x-assetname": input.asset,
    "x-packageversion": version.version,
    "x-packageversionrevision": version.revision,
  };
  return { raw: { status: 200, headers, body: bytes } };
};

export function assetSummary(asset: AssetRecord): Readonly<Record<string, unknown>> {
  return {
    name: asset.name,
    size: asset.size,
    hashes: { MD5: asset.md5, "SHA-1": asset.sha1, "SHA-256": asset.sha256, "SHA-512": asset.sha512 },
  };
}

function coordinates({ format, namespace, name }: PackageAddress): Readonly<Record<string, unknown>> {
  return { format, namespace, package: name };
}

function originOf({
  type,
  repository,
  externalConnection,
}: VersionOrigin): Readonly<Record<string, unknown>> {
  return {
    domainEntryPoint: { repositoryName: repository, externalConnectionName: externalConnection },
    originType: type,
  };
}

function byName({ version }: VersionRecord): string {
  return version;
}

/** Newest first, as a key that sorts so. */
function byPublishedTime({ publishedTime, version }: VersionRecord): string {
  return `${String(1e15 - publishedTime).padStart(16, "0")} ${version}`;
}

export const versionsHandlers: Readonly<Record<string, Handler>> = {
  ListPackageVersions: listPackageVersions,
  DescribePackageVersion: describePackageVersion,
  GetPackageVersionReadme: getPackageVersionReadme,
  ListPackageVersionDependencies: listPackageVersionDependencies,
  ListPackageVersionAssets: listPackageVersionAssets,
  GetPackageVersionAsset: getPackageVersionAsset,
};
