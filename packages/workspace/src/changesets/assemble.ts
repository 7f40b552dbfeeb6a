import { assembleReleasePlan } from "@changesets/assemble-release-plan";
import type { Config, NewChangeset, Packages, ReleasePlan } from "@changesets/types";
import { ReleaseError } from "@convoy/core";
import type { SnapshotRequest } from "./changes.ts";
import type { ReadPreState } from "./pre-state.ts";

export interface Ingredients {
  readonly changesets: readonly NewChangeset[];
  readonly config: Config;
  readonly pre: ReadPreState | undefined;
  readonly snapshot: SnapshotRequest | undefined;
}

/** Makes a plan of packages and changesets. */
export type Assemble = (packages: Packages, ingredients: Ingredients) => ReleasePlan;

/** The plan that changesets makes of all this. What it refuses is thrown as `CHANGESETS_REFUSED`, in its words. */
export function assemble(
  packages: Packages,
  { changesets, config, pre, snapshot }: Ingredients,
): ReleasePlan {
  const usesCommit = /\{commit(-short)?\}/.test(config.snapshot.prereleaseTemplate ?? "");
  const parameters = snapshot && { tag: snapshot.tag, commit: usesCommit ? snapshot.commit : undefined };
  try {
    return assembleReleasePlan([...changesets], packages, config, pre?.state, parameters);
  } catch (error) {
    // The library has no other way of saying that it does not like what people wrote.
    const said = error instanceof Error ? error.message : String(error);
    throw new ReleaseError("CHANGESETS_REFUSED", groupsWithoutVersion(packages, config) ?? said, {
      hint: "`changeset status` fails in the same way: mend the changesets or .changeset/config.json.",
      cause: error,
    });
  }
}

/** Of these the library says only that it "cannot read properties of null". */
function groupsWithoutVersion(packages: Packages, config: Config): string | undefined {
  const grouped = new Set([...config.fixed, ...config.linked].flat());
  const names = packages.packages
    .filter(({ packageJson: { name, version } }) => grouped.has(name) && !version)
    .map(({ packageJson }) => packageJson.name);
  return names.length === 0
    ? undefined
    : `${names.join(", ")}: in a fixed or linked group, and without a version`;
}
