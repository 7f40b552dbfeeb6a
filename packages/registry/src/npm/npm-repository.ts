import type { Access } from "../settings.ts";
import type { Repository } from "../target.ts";
import { setDistTag } from "./dist-tag.ts";
import { look } from "./look.ts";
import type { NpmPlane } from "./npm-plane.ts";
import { unpublish } from "./unpublish.ts";
import { upload } from "./upload.ts";

/** Any npm registry, of which nothing is known but npm's own protocol: what consumers see is all there is. */
export function npmRepository(plane: NpmPlane, access: Access | undefined): Repository {
  return {
    label: plane.label,
    look: (name) => look(plane, name),
    async readBack(name, version) {
      const integrity = (await look(plane, name)).versions.get(version);
      return integrity === undefined ? { kind: "absent" } : { kind: "present", integrity };
    },
    upload: (artifact, distTag) => upload(plane, artifact, { distTag, access }),
    setDistTag: (name, tag, version) => setDistTag(plane, { name, tag, version }),
    remove: (name, version, present) => unpublish(plane, { name, version, present }),
  };
}
