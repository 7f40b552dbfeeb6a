import type { Clone } from "./clone.ts";

/** A file that two trees have otherwise. What a tree does not have is null. */
export interface Difference {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  /** The blobs. */
  readonly from: string | null;
  readonly to: string | null;
  /** In `to`, as git writes it: `100644`, or `100755` for what may be run. */
  readonly mode: string;
}

/** What differs between two commits or trees. */
export async function differencesOf(clone: Clone, from: string, to: string): Promise<readonly Difference[]> {
  const output = await clone.run(["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", from, to]);
  const fields = output.split("\0").slice(0, -1);
  const found: Difference[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [, mode = "", old = "", wanted = ""] = (fields[index] ?? "").split(" ");
    found.push({ path: fields[index + 1] ?? "", from: orNull(old), to: orNull(wanted), mode });
  }
  return found;
}

function orNull(id: string): string | null {
  return /^0+$/.test(id) ? null : id;
}
