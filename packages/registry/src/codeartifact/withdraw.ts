import type { RemoveReply } from "@convoy/core";
import { isContainer, type Errand } from "../replies/error-of.ts";
import type { Answer } from "../replies/fault.ts";
import { failureOf } from "../replies/reply-of.ts";
import type { PresentVersion } from "../target.ts";
import { aboutVersion, type BulkResult } from "./bulk.ts";
import { deleteVersions, meaningOf, updateStatus } from "./change-versions.ts";
import { dropEmptyPackage } from "./empty-package.ts";
import type { RepositoryPlace } from "./place.ts";
import { readBack } from "./read-back.ts";

/** A version to take out, as it was put there. */
export interface Withdrawal {
  readonly name: string;
  readonly version: string;
  readonly present: PresentVersion;
  /** Whether the package's record goes too when this leaves it empty. */
  readonly lastOf: boolean;
}

/**
 * Takes a version out only while it is what the release put there. Deletion itself cannot be bound to a revision, so
 * the version is archived under its revision first, and deleted only while it is archived.
 */
export async function withdraw(place: RepositoryPlace, wanted: Withdrawal): Promise<RemoveReply> {
  const reply = await withdrawVersion(place, wanted);
  const gone = reply.kind === "removed" || reply.kind === "absent";
  const failure = gone && wanted.lastOf ? await dropEmptyPackage(place, wanted.name) : undefined;
  return failure ?? reply;
}

async function withdrawVersion(place: RepositoryPlace, wanted: Withdrawal): Promise<RemoveReply> {
  const { name, version, present } = wanted;
  const revision = present.revision ?? (await revisionOf(place, wanted));
  if (typeof revision !== "string") return revision;
  const errand = { doing: `remove ${name}@${version}`, where: place.plane.label };
  const versions = [version];
  const archived = await updateStatus(place, errand, {
    name,
    versions,
    versionRevisions: { [version]: revision },
    targetStatus: "Archived",
  });
  const reply = replyOf(archived, version, errand);
  if (reply.kind !== "removed") return reply;
  const deleted = await deleteVersions(place, errand, { name, versions, expectedStatus: "Archived" });
  return replyOf(deleted, version, errand);
}

/** The revision of the version, if its bytes are the ones that were put there. */
async function revisionOf(
  place: RepositoryPlace,
  { name, version, present }: Withdrawal,
): Promise<string | RemoveReply> {
  const found = await readBack(place, name, version);
  if (found.kind === "absent") return found;
  if (found.integrity !== present.integrity || found.revision === undefined) return { kind: "changed" };
  return found.revision;
}

function replyOf(answer: Answer<BulkResult>, version: string, errand: Errand): RemoveReply {
  const outcome = aboutVersion(answer, version);
  if (outcome.kind === "answered") return { kind: "removed" };
  if (outcome.kind === "missing" && !isContainer(outcome.resource)) return { kind: "absent" };
  if (outcome.kind !== "version-failed") return failureOf(outcome, errand);
  return meaningOf(outcome, errand);
}
