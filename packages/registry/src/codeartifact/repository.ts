import { setDistTag } from "../npm/dist-tag.ts";
import { look } from "../npm/look.ts";
import { upload } from "../npm/upload.ts";
import type { Repository } from "../target.ts";
import { onRepository } from "./coordinates.ts";
import { placeOf } from "./domain.ts";
import { packagePermission, type RepositoryPlace } from "./place.ts";
import { readBack } from "./read-back.ts";
import { withdraw } from "./withdraw.ts";

/** A repository of CodeArtifact: npm's side for what consumers see, the control plane for what is stored. */
export function codeArtifactRepository(place: RepositoryPlace): Repository {
  const { plane, settings, repository } = place;
  return {
    label: plane.label,
    look: (name) => look(plane, name, onRepository(placeOf(settings), repository, "ReadFromRepository")),
    readBack: (name, version) => readBack(place, name, version),
    upload: (artifact, distTag) =>
      upload(plane, artifact, {
        distTag,
        access: undefined,
        permission: packagePermission(place, artifact.name, "PublishPackageVersion"),
      }),
    setDistTag: (name, tag, version) =>
      setDistTag(plane, { name, tag, version }, packagePermission(place, name, "PublishPackageVersion")),
    // oxlint-disable-next-line max-params -- the contract of the engine
    remove: (name, version, present, { lastOf }) => withdraw(place, { name, version, present, lastOf }),
  };
}
