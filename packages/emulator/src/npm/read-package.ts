import { hash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { endpointOf } from "./endpoint.ts";
import type { PackumentBody } from "./packument-cache.ts";
import { abbreviatedPackument, fullPackument, versionManifest, type PackageDocument } from "./packument.ts";
import type { Answer, Call } from "../exchange.ts";
import { displayName, findPackage, packageId, packageNotFound, versionNotFound } from "../registry/lookup.ts";
import { searchOrder } from "../registry/upstreams.ts";
import { listedVersions, mergedTags } from "../registry/view.ts";
import { isSettled } from "../registry/write-version.ts";
import { versionBucket, type PackageAddress } from "../store/records.ts";
import type { World } from "../world.ts";

const ABBREVIATED_TYPE = "application/vnd.npm.install-v1+json";

/** The packument: full, or abbreviated where the client prefers it; compressed where the client accepts it. */
export function getPackument(world: World, at: PackageAddress, call: Call): Answer {
  const abbreviated = (call.headers["accept"] ?? "").includes(ABBREVIATED_TYPE);
  const body = bodyOf(world, at, { origin: call.origin, abbreviated });
  const headers = {
    "content-type": abbreviated ? ABBREVIATED_TYPE : "application/json",
    etag: body.etag,
    vary: "Accept, Accept-Encoding",
  };
  if (call.headers["if-none-match"] === body.etag) return { status: 304, headers, body: "" };
  if (!/\bgzip\b/.test(call.headers["accept-encoding"] ?? ""))
    return { status: 200, headers, body: body.text };
  body.gzip ??= gzipSync(body.text, { level: 1 });
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: body.gzip };
}

/** One manifest, by version or dist-tag. */
export function getVersion(
  world: World,
  at: PackageAddress,
  wanted: { readonly version: string; readonly origin: string },
): Answer {
  const document = documentOf(world, at, wanted.origin);
  const version = Object.hasOwn(document.tags, wanted.version)
    ? document.tags[wanted.version]
    : wanted.version;
  const found = document.versions.find(({ record }) => record.version === version)?.record;
  if (found?.npm === undefined) throw versionNotFound(at, wanted.version);
  const text = versionManifest(document, found.version, found.npm);
  return { status: 200, headers: { "content-type": "application/json" }, body: text };
}

/** The dist-tags that clients see. */
export function shownTags(world: World, at: PackageAddress): Readonly<Record<string, string>> {
  const tags = mergedTags(world, at);
  if (world.assumptions.tagOfHiddenVersion === "shown") return tags;
  const listed = listedVersions(world, at);
  return Object.fromEntries(Object.entries(tags).filter(([, version]) => listed.has(version)));
}

function documentOf(world: World, at: PackageAddress, origin: string): PackageDocument {
  const listed = listedVersions(world, at);
  const known = searchOrder(world, at).some((source) => findPackage(world, source) !== undefined);
  if (!known || (listed.size === 0 && world.assumptions.emptyPackument === "not-found"))
    throw packageNotFound(at);
  return {
    name: displayName(at),
    endpoint: endpointOf(world.explicitPort ? withPort(origin) : origin, at, "npm"),
    versions: [...listed.values()],
    tags: shownTags(world, at),
    assumptions: world.assumptions,
  };
}

function withPort(origin: string): string {
  if (/:\d+$/.test(origin)) return origin;
  return `${origin}:${origin.startsWith("https:") ? 443 : 80}`;
}

function bodyOf(
  world: World,
  at: PackageAddress,
  form: { readonly origin: string; readonly abbreviated: boolean },
): PackumentBody {
  const key = `${packageId(at)} ${form.abbreviated} ${form.origin}`;
  const stamp = stampOf(world, at);
  const settled = isSettled(world);
  const kept = settled ? world.packuments.get(key, stamp) : undefined;
  if (kept !== undefined) return kept;
  const document = documentOf(world, at, form.origin);
  const text = Buffer.from((form.abbreviated ? abbreviatedPackument : fullPackument)(document));
  const body: PackumentBody = { stamp, text, etag: `"${hash("sha1", text)}"` };
  if (settled) world.packuments.set(key, body);
  return body;
}

/** Changes with all that a packument is made from. */
function stampOf(world: World, at: PackageAddress): string {
  const sources = searchOrder(world, at).map(
    (source) => `${source.repository}:${versionBucket(world.store, source).changes}`,
  );
  return `${sources.join(" ")} ${JSON.stringify(mergedTags(world, at))}`;
}
