import { ReleaseError, type ErrorDocument } from "@convoy/core";
import { errorOf, type Errand } from "../replies/error-of.ts";
import type { Answer } from "../replies/fault.ts";
import type { BulkResult } from "./bulk.ts";
import { deleteVersions, updateStatus } from "./change-versions.ts";
import { coordinateOf } from "./coordinates.ts";
import type { RepositoryPlace } from "./place.ts";
import { promote } from "./promote.ts";
import { readBack } from "./read-back.ts";

/** Nobody publishes it: whoever may change it is told that there is none, and nothing has changed. */
const NO_VERSION = "0.0.0-convoy-asks-for-rights";

/**
 * What the role may not do of what a release does between the stage and the channel, and of what its rollback does in both:
 * an `ACCESS_DENIED` each. It is tried on a version that does not exist, of one package of each scope, since policies
 * differ by scope if they do. Whether the role may upload, only an upload shows, and that comes before anything is
 * visible.
 */
export async function missingRights(
  channel: RepositoryPlace,
  stage: RepositoryPlace | undefined,
  names: readonly string[],
): Promise<readonly ErrorDocument[]> {
  const places = stage === undefined ? [channel] : [stage, channel];
  const asked = oneOfEachScope(names).flatMap((name) => [
    ...places.flatMap((place) => TRIALS.map((trial) => trial(place, name))),
    ...(stage === undefined ? [] : [tryToPromote(stage, channel, name)]),
  ]);
  const refusals = (await Promise.all(asked)).filter((error) => error !== undefined);
  // A version that was never meant to be is no part of the message.
  return refusals.map(({ message, ...others }) => ({
    ...others,
    message: message.replaceAll(`@${NO_VERSION}`, ""),
  }));
}

/** Resolves with the refusal, undefined where there is none. */
type Trial = (place: RepositoryPlace, name: string) => Promise<ErrorDocument | undefined>;

const tryToReadBack: Trial = async (place, name) => {
  try {
    await readBack(place, name, NO_VERSION);
    return undefined;
  } catch (error) {
    if (error instanceof ReleaseError && error.code === DENIED) return error.toDocument();
    throw error;
  }
};

const tryToArchive: Trial = (place, name) =>
  refusalOf("archive", { place, name }, (errand) =>
    updateStatus(place, errand, { name, versions: [NO_VERSION], targetStatus: "Archived" }),
  );

const tryToDelete: Trial = (place, name) =>
  refusalOf("delete", { place, name }, (errand) =>
    deleteVersions(place, errand, { name, versions: [NO_VERSION], expectedStatus: "Archived" }),
  );

async function refusalOf(
  doing: string,
  { place, name }: { readonly place: RepositoryPlace; readonly name: string },
  change: (errand: Errand) => Promise<Answer<BulkResult>>,
): Promise<ErrorDocument | undefined> {
  const errand = { doing: `${doing} versions of ${name}, as a rollback does,`, where: place.plane.label };
  const answer = await change(errand);
  return answer.kind === "denied" ? errorOf(answer, errand).toDocument() : undefined;
}

const TRIALS: readonly Trial[] = [tryToReadBack, tryToArchive, tryToDelete];

const DENIED = "ACCESS_DENIED";

async function tryToPromote(
  stage: RepositoryPlace,
  channel: RepositoryPlace,
  name: string,
): Promise<ErrorDocument | undefined> {
  const reply = await promote(stage, channel, { name, version: NO_VERSION, revision: undefined });
  return reply.kind === "refused" && reply.error.code === DENIED ? reply.error : undefined;
}

function oneOfEachScope(names: readonly string[]): readonly string[] {
  return [...new Map(names.map((name) => [coordinateOf(name).namespace, name])).values()];
}
