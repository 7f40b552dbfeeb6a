import { hash } from "node:crypto";
import { flipped } from "../faults/spoilt.ts";
import { blobUseBucket, domainBucket, type AssetRecord } from "../store/records.ts";
import type { World } from "../world.ts";

/** Describes bytes as an asset. Nothing is stored. */
export function describeAsset(name: string, bytes: Uint8Array): AssetRecord {
  return {
    name,
    size: bytes.byteLength,
    md5: hash("md5", bytes),
    sha1: hash("sha1", bytes),
    sha256: hash("sha256", bytes),
    sha512: hash("sha512", bytes),
  };
}

export function integrityOf(asset: AssetRecord): string {
  return `sha512-${Buffer.from(asset.sha512, "hex").toString("base64")}`;
}

/** Stores bytes as an asset, which nothing uses yet. */
export function storeAsset(world: World, name: string, bytes: Uint8Array): AssetRecord {
  const stored = world.effects.corrupt ? flipped(bytes) : bytes;
  const asset = describeAsset(name, stored);
  world.store.blobs.put(asset.sha256, stored);
  return asset;
}

/** Counts one more use of bytes that are stored already. */
export function retainAsset(world: World, domain: string, asset: AssetRecord): void {
  const uses = blobUseBucket(world.store, domain);
  uses.set(asset.sha256, { uses: (uses.get(asset.sha256)?.uses ?? 0) + 1, size: asset.size });
}

/** Counts one use less. Storage is counted once for a domain, so bytes go with their last use in it. */
export function releaseAsset(world: World, domain: string, asset: AssetRecord): void {
  const uses = blobUseBucket(world.store, domain);
  const left = (uses.get(asset.sha256)?.uses ?? 0) - 1;
  if (left > 0) {
    uses.set(asset.sha256, { uses: left, size: asset.size });
    return;
  }
  uses.delete(asset.sha256);
  const domains = [...domainBucket(world.store).keys()];
  const used = domains.some((name) => blobUseBucket(world.store, name).get(asset.sha256) !== undefined);
  if (!used) world.store.blobs.delete(asset.sha256);
}

/** Bytes that the assets of a domain take, the same bytes counted once. */
export function assetBytes(world: World, domain: string): number {
  let total = 0;
  for (const { size } of blobUseBucket(world.store, domain).values()) total += size;
  return total;
}
