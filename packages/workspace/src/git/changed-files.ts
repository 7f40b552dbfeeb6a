import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { resolveRef } from "./resolve-ref.ts";

/**
 * The files that this branch changed since it left `since`, with those that are not committed and those that git
 * does not know yet. Relative to the workspace's root; files outside it are left out.
 */
export async function changedFiles(clone: Clone, since: string): Promise<readonly string[]> {
  const from = await leftAt(clone, since);
  const diff = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative"];
  const outputs = await Promise.all([
    clone.run([...diff, from, "HEAD", "--"]),
    clone.run([...diff, "HEAD", "--"]),
    clone.run(["ls-files", "--others", "--exclude-standard", "-z"]),
  ]);
  return [...new Set(outputs.join("").split("\0"))].filter((path) => path !== "").toSorted();
}

/** The newest commit that HEAD and `since` have in common. */
export async function leftAt(clone: Clone, since: string): Promise<string> {
  const result = await clone.ask(["merge-base", await resolveRef(clone, since), "HEAD"]);
  if (result.exitCode === 0) return result.stdout.trim();
  throw new ReleaseError("GIT_NO_MERGE_BASE", `HEAD and ${since} have no commit in common here`, {
    hint: "The clone may be shallow: run `git fetch --unshallow`, or check out with the whole history (`fetch-depth: 0`).",
  });
}
