import type { PreState } from "@changesets/types";
import { ReleaseError } from "@convoy/core";

/** What a release is asked for beside its changesets. */
export interface AskedFor {
  readonly snapshot?: unknown;
  readonly lanes?: unknown;
  readonly commits?: unknown;
}

/** Pre mode is of the whole workspace, and nothing else that decides on prereleases goes together with it. */
export function refuseMixedModes(pre: PreState | undefined, { snapshot, lanes, commits }: AskedFor): void {
  if (pre === undefined) return;
  if (pre.mode === "pre" && snapshot !== undefined) {
    throw new ReleaseError("SNAPSHOT_IN_PRE_MODE", `a snapshot cannot be made in pre mode (${pre.tag})`, {
      hint: "Run `changeset pre exit` first.",
    });
  }
  const leave = `Leave pre mode first: \`changeset pre exit\`, and a release.`;
  if (lanes !== undefined) {
    throw new ReleaseError(
      "LANES_IN_PRE_MODE",
      `there are lanes, and .changeset/pre.json puts the whole workspace into pre mode (${pre.tag})`,
      { hint: `${leave} Or remove \`versions.lanes\` from convoy.json.` },
    );
  }
  if (commits !== undefined) {
    throw new ReleaseError(
      "COMMITS_IN_PRE_MODE",
      `\`--from commits\` cannot be used in pre mode (${pre.tag}): the final release would have no changes`,
      { hint: `${leave} \`versions.lanes\` in convoy.json makes prereleases from commits.` },
    );
  }
}
