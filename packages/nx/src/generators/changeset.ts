import { ReleaseError } from "@convoy/core";
import { newChangeset } from "@convoy/workspace";
import type { Tree } from "./tree.ts";

export interface ChangesetOptions {
  /** Names of packages, with commas between. Default: the changed ones that have no changeset. */
  readonly packages?: string;
  readonly bump: "major" | "minor" | "patch";
  /** The line for the changelog. */
  readonly summary: string;
  /** The changes are counted from here. Default: the base branch. */
  readonly since?: string;
}

/** Finds the changed packages that have no changeset. */
export type MissingChangesets = (root: string, since: string) => Promise<readonly string[]>;

/** Writes a changeset, as `convoy change` would, for the packages that need one. */
export async function writeChangeset(
  tree: Tree,
  options: ChangesetOptions,
  missing: MissingChangesets,
): Promise<void> {
  const { packages, bump, summary } = options;
  const since = options.since ?? baseBranchOf(tree);
  const names =
    packages === undefined ? await missing(tree.root, since) : packages.split(",").map((name) => name.trim());
  if (names.length === 0)
    throw new ReleaseError("NO_CHANGES", `every package that was changed since ${since} has a changeset`, {
      hint: "Name packages with `--packages=a,b` to add one all the same.",
    });
  const { path, text } = newChangeset(
    names.map((name) => ({ name, bump })),
    summary,
  );
  tree.write(path, text);
}

function baseBranchOf(tree: Tree): string {
  const config = tree.read(".changeset/config.json", "utf8");
  return (JSON.parse(config ?? "{}") as { readonly baseBranch?: string }).baseBranch ?? "main";
}
