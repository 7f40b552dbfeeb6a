import { integrityOf, isRecord, viewOf } from "./packument.ts";

/** A version as the registry shows it to those who install it. */
export interface PublishedVersion {
  /** `sha512-…`; empty where the registry states none. */
  readonly integrity: string;
  /** What an install goes by: dependencies of all kinds, engines, bins and the like. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** A package as consumers see it. */
export interface PublishedPackage {
  readonly distTags: Readonly<Record<string, string>>;
  readonly versions: ReadonlyMap<string, PublishedVersion>;
}

/** A registry's document on a package; undefined where the JSON is no such document. */
export function publishedIn(document: unknown, name: string): PublishedPackage | undefined {
  const view = viewOf(document, name);
  if (view === undefined || !isRecord(document)) return undefined;
  const versions = Object.entries(isRecord(document["versions"]) ? document["versions"] : {});
  return {
    distTags: view.distTags,
    versions: new Map(versions.map(([version, manifest]) => [version, versionOf(manifest)])),
  };
}

function versionOf(manifest: unknown): PublishedVersion {
  const { dist: _dist, ...rest } = isRecord(manifest) ? manifest : {};
  return { integrity: integrityOf(manifest), manifest: rest };
}
