import { shownTags } from "./read-package.ts";
import { invalid, notFound } from "../errors.ts";
import { json, type Answer } from "../exchange.ts";
import {
  displayName,
  findPackage,
  packageId,
  packageNotFound,
  requirePackage,
  versionNotFound,
} from "../registry/lookup.ts";
import { downloadableVersion } from "../registry/view.ts";
import { ensurePackage, writeTags } from "../registry/write-version.ts";
import { versionBucket, type PackageAddress } from "../store/records.ts";
import type { World } from "../world.ts";

export function getDistTags(world: World, at: PackageAddress): Answer {
  const tags = shownTags(world, at);
  if (Object.keys(tags).length === 0 && findPackage(world, at) === undefined) throw packageNotFound(at);
  return json(200, tags);
}

/** Points a tag of this repository at a version that its clients can get. */
export function putDistTag(
  world: World,
  at: PackageAddress,
  change: { readonly tag: string; readonly body: Uint8Array },
): Answer {
  const version = parseVersion(change.body);
  const found =
    versionBucket(world.store, at).get(version) ?? downloadableVersion(world, at, version)?.record;
  if (found === undefined || found.status === "Disposed") throw versionNotFound(at, version);
  const { tags } = ensurePackage(world, at, { publish: "BLOCK", upstream: "ALLOW" });
  writeTags(world, at, { ...tags, [change.tag]: version });
  return json(200, { ok: true });
}

export function deleteDistTag(world: World, at: PackageAddress, tag: string): Answer {
  const { [tag]: removed, ...tags } = requirePackage(world, at).tags;
  if (removed === undefined) {
    throw notFound(
      `Dist-tag ${tag} of ${displayName(at)} not found in repository ${at.repository}`,
      "package",
      packageId(at),
    );
  }
  if (tag === "latest" && world.assumptions.removingLatest === "refuse") {
    throw invalid("The dist-tag latest cannot be removed");
  }
  writeTags(world, at, tags);
  return json(200, { ok: true });
}

function parseVersion(bytes: Uint8Array): string {
  try {
    const version: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (typeof version === "string") return version;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid("The body of a dist-tag must be a version as a JSON string", "CANNOT_PARSE");
}
