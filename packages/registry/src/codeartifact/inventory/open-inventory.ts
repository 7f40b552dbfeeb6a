import type { Inventory } from "../../inventory.ts";
import { setDistTag } from "../../npm/dist-tag.ts";
import { readDocument } from "../../npm/look.ts";
import { needsIn } from "../../npm/needs.ts";
import { onRepository } from "../coordinates.ts";
import { placeOf } from "../domain.ts";
import { packagePermission, type RepositoryPlace } from "../place.ts";
import { changeVersions } from "./change.ts";
import { needsOfVersion, publishedAt } from "./describe.ts";
import { listPackages, listVersions } from "./list.ts";

/** All that a repository of CodeArtifact keeps. */
export function inventoryOf(place: RepositoryPlace): Inventory {
  const { plane, settings, repository } = place;
  return {
    label: plane.label,
    packages: () => listPackages(place),
    versions: (name) => listVersions(place, name),
    shown: async (name) => {
      const permission = onRepository(placeOf(settings), repository, "ReadFromRepository");
      return (await readDocument(plane, { name, permission }, needsIn)) ?? { distTags: {}, needs: new Map() };
    },
    needsOf: (name, version) => needsOfVersion(place, name, version),
    publishedAt: (name, version) => publishedAt(place, name, version),
    setDistTag: (name, tag, version) =>
      setDistTag(plane, { name, tag, version }, packagePermission(place, name, "PublishPackageVersion")),
    change: (name, versions, action) => changeVersions(place, { name, action }, versions),
  };
}
