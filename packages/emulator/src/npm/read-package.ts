import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { endpointOf } from "./endpoint.ts";
import { abbreviatedPackument, fullPackument, versionManifest, type PackageDocument } from "./packument.ts";
import type { Answer, Call } from "../exchange.ts";
import { displayName, findPackage, packageId, packageNotFound, versionNotFound } from "../registry/lookup.ts";
import { searchOrder } from "../registry/upstreams.ts";
import { listedVersions, mergedTags } from "../registry/view.ts";
import { isSettled } from "../registry/write-version.ts";
import { versionBucket, type PackageAddress, type PackageRecord } from "../store/records.ts";
import type { Store } from "../store/port.ts";
import type { World } from "../world.ts";

const ABBREVIATED_TYPE = "application/vnd.npm.install-v1+json";

interface Body {
  /** State of all that the body was made from. */
  readonly stamp: string;
  readonly text: Buffer;
  readonly etag: string;
  gzip?: Buffer;
}

const REMEMBERED = 5000;
const remembered = new WeakMap<Store, Map<string, Body>>();

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
    tarballScope: world.assumptions.tarballScope,
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
): Body {
  const key = `${packageId(at)} ${form.abbreviated} ${form.origin}`;
  const bodies = remembered.get(world.store) ?? new Map<string, Body>();
  remembered.set(world.store, bodies);
  const stamp = stampOf(world, at);
  const settled = isSettled(world);
  const kept = bodies.get(key);
  if (settled && kept?.stamp === stamp) return kept;
  const document = documentOf(world, at, form.origin);
  const text = Buffer.from((form.abbreviated ? abbreviatedPackument : fullPackument)(document));
  const body: Body = { stamp, text, etag: `"${createHash("sha1").update(text).digest("hex")}"` };
  if (!settled) return body;
  if (bodies.size >= REMEMBERED) bodies.delete(bodies.keys().next().value ?? "");
  bodies.set(key, body);
  return body;
}

function stampOf(world: World, at: PackageAddress): string {
  const parts = searchOrder(world, at).map((source) => {
    const record = findPackage(world, source);
    return `${source.repository}:${versionBucket(world.store, source).changes}:${record === undefined ? "" : identityOf(record)}`;
  });
  return parts.join(" ");
}

const identities = new WeakMap<PackageRecord, number>();
let lastIdentity = 0;

function identityOf(record: PackageRecord): number {
  let identity = identities.get(record);
  if (identity === undefined) identities.set(record, (identity = ++lastIdentity));
  return identity;
}
