import type { Consumer } from "../target.ts";
import type { Permission } from "../replies/permission.ts";
import { readDocument } from "./look.ts";
import type { NpmPlane } from "./npm-plane.ts";
import { servedIn } from "./served.ts";

/** The repository behind the plane, to a client that installs from it. */
export function consumerOf(plane: NpmPlane, permission?: Permission): Consumer {
  return {
    served: async (name) =>
      (await readDocument(plane, { name, permission }, servedIn)) ?? { versions: new Map(), distTags: {} },
    access: async () => ({ registry: plane.registry.href, settings: await plane.settings() }),
  };
}
