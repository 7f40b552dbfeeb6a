import type { WriteReply } from "@convoy/core";
import { errorOf } from "../replies/error-of.ts";
import { failureOf } from "../replies/reply-of.ts";
import { packageInput, packagePermission, type RepositoryPlace } from "./place.ts";

/** What kept a package's record from being dropped; undefined when it is gone, or has versions and stays. */
export async function dropEmptyPackage(
  place: RepositoryPlace,
  name: string,
): Promise<Extract<WriteReply, { kind: "unclear" | "refused" }> | undefined> {
  const errand = { doing: `drop the empty record of ${name}`, where: place.plane.label };
  if (await hasVersions(place, name)) return undefined;
  const answer = await place.control.write({
    ...errand,
    permission: packagePermission(place, name, "DeletePackage"),
    send: (client, options) => client.deletePackage(packageInput(place, name), options),
  });
  return answer.kind === "answered" || answer.kind === "missing" ? undefined : failureOf(answer, errand);
}

async function hasVersions(place: RepositoryPlace, name: string): Promise<boolean> {
  const errand = { doing: `list the versions of ${name}`, where: place.plane.label };
  const answer = await place.control.read({
    ...errand,
    permission: packagePermission(place, name, "ListPackageVersions"),
    send: (client, options) =>
      client.listPackageVersions({ ...packageInput(place, name), maxResults: 1 }, options),
  });
  if (answer.kind === "missing") return false;
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  return (answer.value.versions ?? []).length > 0 || answer.value.nextToken !== undefined;
}
