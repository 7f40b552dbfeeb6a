import type { PackageView } from "@convoy/core";

/** A package that the registry does not know. */
export const UNKNOWN: PackageView = { versions: new Map(), distTags: {} };

/** A registry's document on a package; undefined where the JSON is no such document. */
export function viewOf(document: unknown, name: string): PackageView | undefined {
  if (!isRecord(document) || document["name"] !== name) return undefined;
  const versions = document["versions"] ?? {};
  const distTags = document["dist-tags"] ?? {};
  if (!isRecord(versions) || !isRecord(distTags)) return undefined;
  return {
    versions: new Map(
      Object.entries(versions).map(([version, manifest]) => [version, integrityOf(manifest)]),
    ),
    distTags: Object.fromEntries(
      Object.entries(distTags).filter((tag): tag is [string, string] => typeof tag[1] === "string"),
    ),
  };
}

/** `sha512-…`, or empty where the registry states none. */
export function integrityOf(manifest: unknown): string {
  const dist = isRecord(manifest) ? manifest["dist"] : undefined;
  const integrity = isRecord(dist) ? dist["integrity"] : undefined;
  return typeof integrity === "string" ? integrity : "";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
