import { hash, randomUUID } from "node:crypto";
import { releaseAsset, retainAsset } from "./assets.ts";
import { findPackage } from "./lookup.ts";
import { EXTERNAL_REPOSITORY } from "./upstreams.ts";
import { versionEvent } from "../events/version-event.ts";
import {
  packageBucket,
  packageKey,
  versionBucket,
  type OriginControls,
  type PackageAddress,
  type PackageRecord,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

/** A new revision: opaque, in the shape of the service's own. */
export function newRevision(): string {
  return hash("sha256", randomUUID(), "base64");
}

/**
 * Puts a version in, or in the place of the one that is there. The bytes of its assets must be stored already.
 * A version that is new may be held back from readers; one that is held back stays so when it is changed.
 */
export function writeVersion(world: World, at: PackageAddress, version: VersionRecord): void {
  const versions = versionBucket(world.store, at);
  const before = versions.get(version.version);
  for (const asset of version.assets) retainAsset(world, at.domain, asset);
  for (const asset of before?.assets ?? []) releaseAsset(world, at.domain, asset);
  const { visibleFrom: _, ...settled } = version;
  const visibleFrom =
    before === undefined && world.effects.invisibleMs > 0 ? unsettle(world) : before?.visibleFrom;
  const written = visibleFrom === undefined ? settled : { ...settled, visibleFrom };
  versions.set(version.version, written);
  // What is learnt of a public registry is no change of a repository.
  if (at.repository !== EXTERNAL_REPOSITORY)
    world.events.emit(versionEvent(world, at, { before, after: written }));
}

export function eraseVersion(world: World, at: PackageAddress, version: VersionRecord): void {
  for (const asset of version.assets) releaseAsset(world, at.domain, asset);
  versionBucket(world.store, at).delete(version.version);
  world.events.emit(versionEvent(world, at, { before: version, after: undefined }));
}

/** The package's record; one that is not there yet is made, with these origin controls. */
export function ensurePackage(world: World, at: PackageAddress, origin: OriginControls): PackageRecord {
  const found = findPackage(world, at);
  if (found !== undefined) return found;
  const record = { format: at.format, namespace: at.namespace, name: at.name, origin, tags: {} };
  writePackage(world, at, record);
  return record;
}

export function writePackage(world: World, at: PackageAddress, record: PackageRecord): void {
  packageBucket(world.store, at).set(packageKey(at), record);
}

/** Replaces the tags of a package; a delayed write leaves the old ones in the eyes of readers for a while. */
export function writeTags(world: World, at: PackageAddress, tags: Readonly<Record<string, string>>): void {
  const record = findPackage(world, at);
  if (record === undefined) return;
  const stale = visibleTags(world, record);
  const { staleTags: _, ...rest } = record;
  const delayed = world.effects.invisibleMs > 0;
  writePackage(
    world,
    at,
    delayed ? { ...rest, tags, staleTags: { until: unsettle(world), tags: stale } } : { ...rest, tags },
  );
}

/** The tags of this repository alone, as readers see them now. */
export function visibleTags(world: World, record: PackageRecord): Readonly<Record<string, string>> {
  const stale = record.staleTags;
  return stale !== undefined && stale.until > world.clock.now() ? stale.tags : record.tags;
}

/** Whether readers see all that was written; until then nothing that was derived for them may be kept. */
export function isSettled(world: World): boolean {
  return (world.store.bucket<number>("unsettled").get("until") ?? 0) <= world.clock.now();
}

function unsettle(world: World): number {
  const until = world.clock.now() + world.effects.invisibleMs;
  const unsettled = world.store.bucket<number>("unsettled");
  unsettled.set("until", Math.max(until, unsettled.get("until") ?? 0));
  return until;
}
