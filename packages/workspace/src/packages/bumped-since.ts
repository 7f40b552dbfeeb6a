import { posix } from "node:path";
import type { WorkspacePackage } from "@convoy/core";
import type { WorkspaceGit } from "../git/open-git.ts";

/** Of these packages, the names of those whose version is another one than where the branch left `since`. */
export async function bumpedSince(
  git: Pick<WorkspaceGit, "leftAt" | "textsAt">,
  since: string,
  packages: readonly WorkspacePackage[],
): Promise<ReadonlySet<string>> {
  const manifestOf = ({ dir }: WorkspacePackage): string => posix.join(dir, "package.json");
  const texts = await git.textsAt(await git.leftAt(since), packages.map(manifestOf));
  const bumped = packages.filter((one) => {
    const before = versionIn(texts.get(manifestOf(one)));
    return before !== undefined && before !== one.version;
  });
  return new Set(bumped.map(({ name }) => name));
}

/** Undefined where there was no manifest, or none that could be read: then nothing was bumped. */
function versionIn(manifest: string | undefined): string | undefined {
  try {
    const { version } = JSON.parse(manifest ?? "{}") as { readonly version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}
