import { createHash } from "node:crypto";
import { ReleaseError } from "@convoy/core";
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

/** Writes a changeset, as @changesets/cli would, for the packages that need one. */
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
  const lines = names.map((name) => `"${name}": ${bump}\n`).join("");
  const text = `---\n${lines}---\n\n${summary}\n`;
  tree.write(`.changeset/${fileName(summary, text)}.md`, text);
}

function fileName(summary: string, text: string): string {
  const words = summary.toLowerCase().match(/[a-z0-9]+/g) ?? ["change"];
  return [...words.slice(0, 4), createHash("sha256").update(text).digest("hex").slice(0, 6)].join("-");
}

function baseBranchOf(tree: Tree): string {
  const config = tree.read(".changeset/config.json", "utf8");
  return (JSON.parse(config ?? "{}") as { readonly baseBranch?: string }).baseBranch ?? "main";
}
