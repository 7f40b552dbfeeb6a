import type { Needs } from "@convoy/core";
import type { PackageNeeds } from "../inventory.ts";
import { isRecord, viewOf } from "./packument.ts";

/** The kinds of dependencies that an install of the version takes along or checks. */
const KINDS = ["peerDependencies", "optionalDependencies", "dependencies"] as const;

/** A registry's document on a package; undefined where the JSON is no such document. */
export function needsIn(document: unknown, name: string): PackageNeeds | undefined {
  const view = viewOf(document, name);
  if (view === undefined || !isRecord(document)) return undefined;
  const versions = Object.entries(isRecord(document["versions"]) ? document["versions"] : {});
  return {
    distTags: view.distTags,
    needs: new Map(versions.map(([version, manifest]) => [version, needsOfManifest(manifest)])),
  };
}

function needsOfManifest(manifest: unknown): Needs {
  if (!isRecord(manifest)) return {};
  const pairs = KINDS.flatMap((kind) => {
    const dependencies = manifest[kind];
    return isRecord(dependencies) ? Object.entries(dependencies) : [];
  });
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string"));
}
