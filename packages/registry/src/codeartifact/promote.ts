import type { WriteReply } from "@convoy/core";
import { errorOf } from "../replies/error-of.ts";
import { failureOf } from "../replies/reply-of.ts";
import { aboutVersion } from "./bulk.ts";
import { coordinateOf } from "./coordinates.ts";
import { inputOf } from "./domain.ts";
import { packagePermission, type RepositoryPlace } from "./place.ts";

/** A version to copy, and the revision that it must still have in the stage. */
export interface Promotion {
  readonly name: string;
  readonly version: string;
  readonly revision: string | undefined;
}

/**
 * Copies a version from the stage into the channel and never over what is there. A version that neither map of
 * the answer names was there already, the same.
 */
export async function promote(
  stage: RepositoryPlace,
  channel: RepositoryPlace,
  wanted: Promotion,
): Promise<WriteReply> {
  const { name, version, revision } = wanted;
  const errand = { doing: `copy ${name}@${version} from ${stage.plane.label}`, where: channel.plane.label };
  const which =
    revision === undefined ? { versions: [version] } : { versionRevisions: { [version]: revision } };
  const answer = await channel.control.write(
    {
      ...errand,
      permission: packagePermission(channel, name, "CopyPackageVersions"),
      send: (client, options) =>
        client.copyPackageVersions(
          {
            ...inputOf(channel.settings),
            sourceRepository: stage.repository,
            destinationRepository: channel.repository,
            ...coordinateOf(name),
            ...which,
          },
          options,
        ),
    },
    "copy",
  );
  const outcome = aboutVersion(answer, version);
  if (outcome.kind === "answered") return { kind: "accepted" };
  if (outcome.kind !== "version-failed") return failureOf(outcome, errand);
  const error = errorOf({ kind: "rejected", words: outcome.words }, errand).toDocument();
  return { kind: outcome.code === "ALREADY_EXISTS" ? "exists" : "refused", error };
}
