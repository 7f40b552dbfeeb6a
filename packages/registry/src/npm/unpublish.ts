import { ReleaseError, type RemoveReply } from "@convoy/core";
import type { Errand } from "../replies/error-of.ts";
import type { Answer } from "../replies/fault.ts";
import { failureOf } from "../replies/reply-of.ts";
import type { PresentVersion } from "../target.ts";
import { escaped } from "./clients.ts";
import type { NpmPlane } from "./npm-plane.ts";
import { integrityOf, isRecord } from "./packument.ts";
import { readForWriting, writeGuarded, type PackageDocument } from "./unpublish-exchange.ts";

/** A version to take out, as it was put there. */
export interface Unpublishing {
  readonly name: string;
  readonly version: string;
  readonly present: PresentVersion;
}

/**
 * Takes a version out by the protocol of `npm unpublish`: the document is read, written back under its revision
 * without the version, and the tarball deleted. The revision makes the registry refuse when somebody wrote meanwhile.
 */
export async function unpublish(plane: NpmPlane, wanted: Unpublishing): Promise<RemoveReply> {
  const { name, version, present } = wanted;
  const errand = { doing: `remove ${name}@${version}`, where: plane.label };
  const answer = await readForWriting(plane, name, errand);
  if (answer.kind === "missing") return { kind: "absent" };
  if (answer.kind !== "answered") return failureOf(answer, errand);
  const document = answer.value;
  const manifest = versionsOf(document).get(version);
  if (manifest === undefined) return { kind: "absent" };
  if (integrityOf(manifest) !== present.integrity) return { kind: "changed" };
  const revision = document["_rev"];
  // Without one, a version that somebody publishes at this moment would be lost.
  if (typeof revision !== "string") return keepsVersions(errand, "it names no revision to write against");

  const body = without(document, version);
  const written = replyOf(await writeGuarded(plane, errand, { path: escaped(name), revision, body }), errand);
  return written.kind === "removed" && body !== null ? deleteTarball(plane, wanted, manifest) : written;
}

/** The document without a version and the tags on it; null when the version was the only one. */
function without(document: PackageDocument, version: string): PackageDocument | null {
  const versions = [...versionsOf(document)].filter(([other]) => other !== version);
  if (versions.length === 0) return null;
  const tags = isRecord(document["dist-tags"]) ? document["dist-tags"] : {};
  const { _revisions, _attachments, ...rest } = document;
  return {
    ...rest,
    versions: Object.fromEntries(versions),
    "dist-tags": Object.fromEntries(Object.entries(tags).filter(([, target]) => target !== version)),
  };
}

/** The version is out of the document by now; a registry that deletes tarballs by itself has none left. */
async function deleteTarball(
  plane: NpmPlane,
  { name, version }: Unpublishing,
  manifest: unknown,
): Promise<RemoveReply> {
  const errand = { doing: `delete the tarball of ${name}@${version}`, where: plane.label };
  const path = tarballPath(plane, manifest);
  const document = await readForWriting(plane, name, errand);
  if (path === undefined || document.kind === "missing") return { kind: "removed" };
  if (document.kind !== "answered") return failureOf(document, errand);
  const revision = String(document.value["_rev"]);
  const answer = await writeGuarded(plane, errand, { path, revision, body: null });
  const reply = replyOf(answer, errand);
  return isKept(answer) ? { kind: "removed" } : reply;
}

/** Below the registry's address; undefined where the registry keeps tarballs elsewhere. */
function tarballPath(plane: NpmPlane, manifest: unknown): string | undefined {
  const dist = isRecord(manifest) ? manifest["dist"] : undefined;
  const tarball = isRecord(dist) ? dist["tarball"] : undefined;
  if (typeof tarball !== "string" || !URL.canParse(tarball)) return undefined;
  const { pathname } = new URL(tarball);
  return pathname.startsWith(plane.registry.pathname)
    ? pathname.slice(plane.registry.pathname.length)
    : undefined;
}

function versionsOf(document: PackageDocument): Map<string, unknown> {
  return new Map(isRecord(document["versions"]) ? Object.entries(document["versions"]) : []);
}

function replyOf(answer: Answer<undefined>, errand: Errand): RemoveReply {
  if (answer.kind === "answered") return { kind: "removed" };
  return isKept(answer) ? keepsVersions(errand, answer.words) : failureOf(answer, errand);
}

/** A registry without the protocol answers 404 or 405. */
function isKept(answer: Answer<undefined>): answer is Exclude<Answer<undefined>, { kind: "answered" }> {
  return answer.kind === "missing" || (answer.kind === "rejected" && answer.status === 405);
}

function keepsVersions(errand: Errand, words: string): RemoveReply {
  const message = `could not ${errand.doing}: ${errand.where} keeps what it has (${words})`;
  const hint = "Remove it by the registry's own means, or deprecate it with `npm deprecate`.";
  return {
    kind: "refused",
    error: new ReleaseError("REGISTRY_KEEPS_VERSIONS", message, { hint }).toDocument(),
  };
}
