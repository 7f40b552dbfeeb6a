import { hasAttachments, isFields, publicationOf, type PackageBody } from "./publish-body.ts";
import { invalid } from "../errors.ts";
import { json, type Answer } from "../exchange.ts";
import { displayName, requirePackage } from "../registry/lookup.ts";
import { publishNpm } from "../registry/publish.ts";
import { newRevision, writeVersion } from "../registry/write-version.ts";
import { versionBucket, type PackageAddress } from "../store/records.ts";
import type { World } from "../world.ts";

/** A publish where the body has attachments, a deprecation where it has none. */
export function putPackage(world: World, at: PackageAddress, body: PackageBody): Answer {
  if (!hasAttachments(body)) return deprecate(world, at, body);
  publishNpm(world, at, publicationOf(world, displayName(at), body));
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
    writeVersion(world, at, { ...record, revision: newRevision(), npm: { ...record.npm, manifest: text } });
  }
  return json(200, { success: true });
}
