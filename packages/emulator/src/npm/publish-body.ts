import { hash } from "node:crypto";
import { invalid, ServiceError } from "../errors.ts";
import { parseLongBody } from "./long-body.ts";
import type { NpmPublication } from "../registry/publish.ts";
import type { World } from "../world.ts";

/** What an npm client puts: a version with its tarball, or, without attachments, a changed packument. */
export interface PackageBody {
  readonly name?: unknown;
  readonly readme?: unknown;
  readonly versions?: unknown;
  readonly "dist-tags"?: unknown;
  readonly _attachments?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

// https://semver.org, with the length that npm allows.
const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?$/;
const LONGEST_VERSION = 256;
const LARGEST_REQUEST = 2 * 1024 ** 3;
/** From here on it is worth looking for the tarball before all of it becomes a string. */
const LONG = 64 * 1024 ** 2;

export function parsePackageBody(bytes: Uint8Array): PackageBody {
  if (bytes.byteLength > LARGEST_REQUEST) throw tooLarge("larger than 2 GB");
  let parsed: unknown;
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    parsed = buffer.length < LONG ? JSON.parse(buffer.toString()) : parseLongBody(buffer);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid("The request body is not valid JSON", "CANNOT_PARSE");
    throw tooLarge("too large: the emulator can read 512 MB of it beside its tarball"); // as long as a string can be
  }
  if (!isFields(parsed)) throw invalid("The request body is not a JSON object", "CANNOT_PARSE");
  return parsed;
}

export function hasAttachments(body: PackageBody): boolean {
  return isFields(body._attachments) && Object.keys(body._attachments).length > 0;
}

/** The publication in a body that has attachments; the hashes it states are checked against its bytes. */
export function publicationOf(world: World, name: string, body: PackageBody): NpmPublication {
  const [entry, ...others] = Object.entries(fields(body.versions, "versions"));
  if (entry === undefined || others.length > 0) throw invalid("A publish must contain exactly one version");
  const [version, value] = entry;
  const { dist, ...manifest } = fields(value, `versions.${version}`);
  if (version.length > LONGEST_VERSION || !VERSION.test(version))
    throw invalid(`Invalid version: ${version.slice(0, 100)}`);
  if ((body.name ?? name) !== name || manifest["name"] !== name || manifest["version"] !== version) {
    throw invalid(
      `The manifest is of another package or version than the request: expected ${name}@${version}`,
    );
  }
  const { tarball: _, ...stated } = isFields(dist) ? dist : {};
  const tarball = tarballOf(world, body);
  checkHashes(stated, tarball);
  return {
    version,
    manifest,
    dist: stated,
    tarball,
    tags: tagsNaming(version, body["dist-tags"]),
    ...readmeOf(body.readme ?? manifest["readme"]),
  };
}

function tarballOf(world: World, body: PackageBody): Uint8Array {
  const attachments = Object.entries(fields(body._attachments, "_attachments"));
  const tarballs = attachments.filter(([file]) => file.endsWith(".tgz"));
  const others = attachments.length - tarballs.length;
  if (others > 0 && world.assumptions.provenanceAttachment === "refuse")
    throw invalid("Only a tarball can be attached");
  const [entry] = tarballs;
  if (entry === undefined || tarballs.length > 1) throw invalid("A publish must attach exactly one tarball");
  const { data, length } = fields(entry[1], `_attachments.${entry[0]}`);
  if (typeof data !== "string" && !(data instanceof Uint8Array))
    throw invalid("The attached tarball has no data");
  const bytes = typeof data === "string" ? Buffer.from(data, "base64") : data;
  if (typeof length === "number" && length !== bytes.length) {
    throw invalid(`The attached tarball has ${bytes.length} bytes, its stated length is ${length}`);
  }
  return bytes;
}

function checkHashes(dist: Fields, tarball: Uint8Array): void {
  const { shasum, integrity } = dist;
  if (typeof shasum === "string" && shasum !== hash("sha1", tarball)) throw mismatch("shasum");
  if (typeof integrity !== "string") return;
  for (const stated of integrity.trim().split(/\s+/)) {
    const [algorithm = "", expected = ""] = stated.split("-", 2);
    if (!["sha1", "sha256", "sha384", "sha512"].includes(algorithm))
      throw invalid(`Unknown hash in dist.integrity: ${algorithm.slice(0, 20)}`);
    if (hash(algorithm, tarball, "base64") !== expected) throw mismatch("integrity");
  }
}

function mismatch(field: string): ServiceError {
  return invalid(`dist.${field} does not match the attached tarball`);
}

function tooLarge(what: string): ServiceError {
  return new ServiceError("ValidationException", `The request is ${what}`, { status: 413 });
}

function tagsNaming(version: string, tags: unknown): Readonly<Record<string, string>> {
  if (!isFields(tags)) return {};
  return Object.fromEntries(
    Object.keys(tags).flatMap((tag) => (tags[tag] === version ? [[tag, version]] : [])),
  );
}

function readmeOf(readme: unknown): { readonly readme?: string } {
  return typeof readme === "string" && readme !== "" ? { readme } : {};
}

function fields(value: unknown, at: string): Fields {
  if (!isFields(value)) throw invalid(`${at.slice(0, 200)} is not an object`);
  return value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
