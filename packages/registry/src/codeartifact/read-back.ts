import type { AssetSummary } from "@aws-sdk/client-codeartifact";
import type { Presence } from "@convoy/core";
import { errorOf, isContainer, type Errand } from "../replies/error-of.ts";
import { packageInput, packagePermission, type RepositoryPlace } from "./place.ts";

/** The one asset of an npm version. */
const TARBALL = "package.tgz";

/**
 * The stored version, by the hash that CodeArtifact keeps of its bytes: published, unlisted or archived. A disposed
 * version has lost its bytes and still holds its number: it is present, and its hash is empty.
 */
export async function readBack(place: RepositoryPlace, name: string, version: string): Promise<Presence> {
  const errand: Errand = { doing: `read back ${name}@${version}`, where: place.plane.label };
  const answer = await place.control.read({
    ...errand,
    permission: packagePermission(place, name, "ListPackageVersionAssets"),
    send: (client, options) =>
      client.listPackageVersionAssets({ ...packageInput(place, name), packageVersion: version }, options),
  });
  if (answer.kind === "missing" && !isContainer(answer.resource)) return { kind: "absent" };
  if (answer.kind !== "answered") throw errorOf(answer, errand);
  const { assets = [], versionRevision } = answer.value;
  return {
    kind: "present",
    integrity: integrityOf(assets),
    ...(versionRevision === undefined ? {} : { revision: versionRevision }),
  };
}

function integrityOf(assets: readonly AssetSummary[]): string {
  const hex = assets.find(({ name }) => name === TARBALL)?.hashes?.["SHA-512"];
  return hex === undefined ? "" : `sha512-${Buffer.from(hex, "hex").toString("base64")}`;
}
