import type { PackageVersionStatus } from "@aws-sdk/client-codeartifact";
import type { RemoveReply } from "@convoy/core";
import { errorOf, type Errand } from "../replies/error-of.ts";
import type { Answer } from "../replies/fault.ts";
import type { BulkResult, VersionFailure } from "./bulk.ts";
import { packageInput, packagePermission, type RepositoryPlace } from "./place.ts";

/** Versions of one package, and what they must still be like. */
export interface ChosenVersions {
  readonly name: string;
  readonly versions: string[];
  /** Of all of the versions or of none: the service takes nothing between. */
  readonly versionRevisions?: Record<string, string>;
  readonly expectedStatus?: PackageVersionStatus;
}

/** Gives the versions another status, as long as they are as they are expected to be. */
export function updateStatus(
  place: RepositoryPlace,
  errand: Errand,
  { name, targetStatus, ...chosen }: ChosenVersions & { readonly targetStatus: PackageVersionStatus },
): Promise<Answer<BulkResult>> {
  return place.control.write<BulkResult>({
    ...errand,
    permission: packagePermission(place, name, "UpdatePackageVersionsStatus"),
    send: (client, options) =>
      client.updatePackageVersionsStatus({ ...packageInput(place, name), ...chosen, targetStatus }, options),
  });
}

/** Deletes the versions of this status. The service binds a deletion to no revision. */
export function deleteVersions(
  place: RepositoryPlace,
  errand: Errand,
  { name, ...chosen }: Omit<ChosenVersions, "versionRevisions">,
): Promise<Answer<BulkResult>> {
  return place.control.write<BulkResult>({
    ...errand,
    permission: packagePermission(place, name, "DeletePackageVersions"),
    send: (client, options) =>
      client.deletePackageVersions({ ...packageInput(place, name), ...chosen }, options),
  });
}

/** What it means that the service did not change a version. */
export function meaningOf(
  { code, words }: VersionFailure,
  errand: Errand,
): Extract<RemoveReply, { kind: "absent" | "changed" | "refused" }> {
  switch (code) {
    case "NOT_FOUND":
      return { kind: "absent" };
    case "MISMATCHED_REVISION":
    case "MISMATCHED_STATUS":
      return { kind: "changed" };
    default:
      return { kind: "refused", error: errorOf({ kind: "rejected", words }, errand).toDocument() };
  }
}
