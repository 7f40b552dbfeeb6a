import type { Answer, Call } from "../exchange.ts";
import { flipped, SPOILT_LINK } from "../faults/spoilt.ts";
import { versionNotFound } from "../registry/lookup.ts";
import { retain } from "../registry/retention.ts";
import { downloadableVersion } from "../registry/view.ts";
import type { PackageAddress } from "../store/records.ts";
import type { World } from "../world.ts";

const LINK_SECONDS = 900;
const LINK = /^\/assets\/([0-9a-f]{64})\/[^/]+$/;

/** Tarballs are never served by a repository: it redirects to a storage that needs no token, by a signed link. */
export function getTarball(
  world: World,
  at: PackageAddress,
  wanted: { readonly version: string; readonly origin: string },
): Answer {
  const found = downloadableVersion(world, at, wanted.version);
  const asset = found?.record.assets[0];
  if (found === undefined || asset === undefined) throw versionNotFound(at, wanted.version);
  if (found.at.repository !== at.repository) retain(world, at, found);
  const location = `${wanted.origin}/assets/${asset.sha256}/${asset.name}?${linkQuery(world, asset.sha256)}`;
  return {
    status: world.assumptions.tarballRedirect,
    headers: { location, "cache-control": "no-store" },
    body: "",
  };
}

export function isAssetPath(path: string): boolean {
  return LINK.test(path);
}

/** The storage behind the redirects. */
export function getLinkedAsset(world: World, call: Call): Answer {
  const sha256 = LINK.exec(call.path)?.[1] ?? "";
  const query = new URLSearchParams(call.query);
  const issued = Number(query.get("X-Amz-Date"));
  const signature = query.get("X-Amz-Signature");
  const fresh = issued + LINK_SECONDS * 1000 > world.clock.now();
  if (!fresh || signature !== world.tokens.sign(`${sha256} ${issued}`))
    return storageError(403, "AccessDenied");
  const bytes = world.store.blobs.get(sha256);
  if (bytes === undefined) return storageError(404, "NoSuchKey");
  return {
    status: 200,
    headers: { "content-type": "application/octet-stream", etag: `"${sha256}"` },
    body: call.query.endsWith(SPOILT_LINK) ? flipped(bytes) : bytes,
  };
}

function linkQuery(world: World, sha256: string): string {
  const issued = world.clock.now();
  return new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Date": String(issued),
    "X-Amz-Expires": String(LINK_SECONDS),
    "X-Amz-Signature": world.tokens.sign(`${sha256} ${issued}`),
  }).toString();
}

function storageError(status: number, code: string): Answer {
  return {
    status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
  };
}
