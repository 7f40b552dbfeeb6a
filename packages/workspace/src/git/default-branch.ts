import { ReleaseError } from "@convoy/core";
import { headBranch } from "./adopt.ts";
import { openClone, type GitOptions } from "./clone.ts";

const USUAL = ["main", "master", "trunk"];

/**
 * The branch that work is merged into: the one that `origin` calls its HEAD, else one of the usual name, else the one that
 * is checked out. `main` where there is no repository.
 */
export async function defaultBranch(root: string, options: GitOptions): Promise<string> {
  const clone = await openClone(root, options).catch((error: unknown) => {
    if (error instanceof ReleaseError && error.code === "NOT_A_REPOSITORY") return undefined;
    throw error;
  });
  if (clone === undefined) return "main";
  const refs = await clone.run([
    "for-each-ref",
    "--format=%(refname) %(symref)",
    "refs/heads",
    "refs/remotes/origin",
  ]);
  const known = new Map(refs.split("\n").map((line) => line.split(" ") as [string, string | undefined]));
  const remoteHead = known.get("refs/remotes/origin/HEAD")?.replace("refs/remotes/origin/", "");
  if (remoteHead) return remoteHead;
  const usual = USUAL.find((name) =>
    ["refs/heads/", "refs/remotes/origin/"].some((place) => known.has(`${place}${name}`)),
  );
  return usual ?? (await headBranch(clone)) ?? "main";
}
