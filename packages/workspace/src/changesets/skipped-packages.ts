import type { Config } from "@changesets/types";
import type { WorkspaceReading } from "../packages/read-workspace.ts";

/** The packages that changesets leaves alone: ignored, private where those are not versioned, without a version. */
export function skippedPackages(
  { manifests }: Pick<WorkspaceReading, "manifests">,
  config: Config,
): ReadonlySet<string> {
  const ignored = new Set(config.ignore);
  return new Set(
    manifests.packages
      .filter(({ packageJson: { name, version, private: unpublishable } }) => {
        return ignored.has(name) || !version || (Boolean(unpublishable) && !config.privatePackages.version);
      })
      .map(({ packageJson }) => packageJson.name),
  );
}
