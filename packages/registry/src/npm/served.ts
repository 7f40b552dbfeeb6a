import type { ServedPackage, ServedVersion } from "@convoy/core";
import { needsIn } from "./needs.ts";
import { isRecord, viewOf } from "./packument.ts";

const PLATFORMS = ["os", "cpu", "libc"] as const;

/** All that a registry's document tells a client of a package; undefined where the JSON is no such document. */
export function servedIn(document: unknown, name: string): ServedPackage | undefined {
  const view = viewOf(document, name);
  const needs = needsIn(document, name)?.needs;
  if (view === undefined || !isRecord(document)) return undefined;
  const manifests = isRecord(document["versions"]) ? document["versions"] : {};
  const versions = [...view.versions].map(([version, integrity]): [string, ServedVersion] => {
    const manifest = manifests[version];
    const platforms = isRecord(manifest) && PLATFORMS.some((field) => manifest[field] !== undefined);
    return [version, { integrity, needs: needs?.get(version) ?? {}, platforms }];
  });
  return { versions: new Map(versions), distTags: view.distTags };
}
