import { hasAttachments, isFields, publicationOf, type PackageBody } from "./publish-body.ts";
import { shownTags } from "./read-package.ts";
import { invalid, ServiceError } from "../errors.ts";
import { json, type Answer } from "../exchange.ts";
import {
  displayName,
  findPackage,
  packageNotFound,
  requirePackage,
  versionNotFound,
} from "../registry/lookup.ts";
import { publishNpm } from "../registry/publish.ts";
import { downloadableVersion } from "../registry/view.ts";
import { newRevision, writeTags } from "../registry/write-version.ts";
import { versionBucket, type PackageAddress, type PackageRecord } from "../store/records.ts";
import type { World, WriteEffects } from "../world.ts";

/** A publish where the body has attachments, a deprecation where it has none. */
export function putPackage(
  world: World,
  at: PackageAddress,
  body: PackageBody,
  effects: WriteEffects,
): Answer {
  if (!hasAttachments(body)) return deprecate(world, at, body);
  publishNpm(world, at, publicationOf(world, displayName(at), body), effects);
  return json(200, { success: true });
}

/** Only `deprecated` is taken from a packument that comes back; an empty text takes a deprecation away. */
function deprecate(world: World, at: PackageAddress, body: PackageBody): Answer {
  requirePackage(world, at);
  if (!isFields(body.versions)) throw invalid("The packument has no versions");
  const versions = versionBucket(world.store, at);
  for (const [version, sent] of Object.entries(body.versions)) {
    const record = versions.get(version);
    if (record?.npm === undefined || !isFields(sent)) continue;
    const { deprecated: before, ...manifest } = JSON.parse(record.npm.manifest) as Record<string, unknown>;
    const after =
      typeof sent["deprecated"] === "string" && sent["deprecated"] !== "" ? sent["deprecated"] : undefined;
    if (before === after) continue;
    const text = JSON.stringify(after === undefined ? manifest : { ...manifest, deprecated: after });
    versions.set(version, { ...record, revision: newRevision(), npm: { ...record.npm, manifest: text } });
  }
  return json(200, { success: true });
}

export function getDistTags(world: World, at: PackageAddress): Answer {
  const tags = shownTags(world, at);
  if (Object.keys(tags).length === 0 && findPackage(world, at) === undefined) throw packageNotFound(at);
  return json(200, tags);
}

/** Points a tag of this repository at a version that its clients can get. */
export function putDistTag(
  world: World,
  at: PackageAddress,
  change: { readonly tag: string; readonly body: Uint8Array; readonly effects: WriteEffects },
): Answer {
  const version = parseVersion(change.body);
  const found =
    versionBucket(world.store, at).get(version) ?? downloadableVersion(world, at, version)?.record;
  if (found === undefined || found.status === "Disposed") throw versionNotFound(at, version);
  const { format, namespace, name } = at;
  const record: PackageRecord = findPackage(world, at) ?? {
    format,
    namespace,
    name,
    origin: { publish: "BLOCK", upstream: "ALLOW" },
    tags: {},
  };
  writeTags(world, at, { record, tags: { ...record.tags, [change.tag]: version }, effects: change.effects });
  return json(200, { ok: true });
}

export function deleteDistTag(
  world: World,
  at: PackageAddress,
  change: { readonly tag: string; readonly effects: WriteEffects },
): Answer {
  const record = requirePackage(world, at);
  if (!Object.hasOwn(record.tags, change.tag)) {
    throw new ServiceError(
      "ResourceNotFoundException",
      `Dist-tag ${change.tag} of ${displayName(at)} not found in repository ${at.repository}`,
    );
  }
  if (change.tag === "latest" && world.assumptions.removingLatest === "refuse")
    throw invalid("The dist-tag latest cannot be removed");
  const { [change.tag]: _, ...tags } = record.tags;
  writeTags(world, at, { record, tags, effects: change.effects });
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
