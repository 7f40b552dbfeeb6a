import type { NxVersionData } from "./nx-types.ts";

export interface CommitQuestion {
  readonly versions: NxVersionData | undefined;
  /** nx.json, or an option, says that the commit is not to be touched, or that there is none. */
  readonly kept: boolean;
  /** Folder of a project, relative to the root of the workspace. */
  readonly rootOf: (project: string) => string | undefined;
  /** The text of a file, `HEAD:./packages/a/package.json`; undefined where there is none. */
  readonly show: (object: string) => Promise<string | undefined>;
}

/**
 * Whether HEAD is the commit that this very `nx release` has made: it changed a manifest from the old version to the
 * new one. Nothing else that Nx says proves it, since the commit can be switched off at several places.
 */
export async function isReleaseCommit({ versions, kept, rootOf, show }: CommitQuestion): Promise<boolean> {
  if (kept || versions === undefined) return false;
  for (const [project, { newVersion }] of Object.entries(versions)) {
    const root = rootOf(project);
    if (typeof newVersion !== "string" || root === undefined) continue;
    const path = `./${root === "." ? "" : `${root}/`}package.json`;
    const [now, before] = await Promise.all([show(`HEAD:${path}`), show(`HEAD^:${path}`)]);
    if (now === undefined) continue;
    return versionIn(now) === newVersion && versionIn(before) !== newVersion;
  }
  return false;
}

function versionIn(manifest: string | undefined): unknown {
  return manifest === undefined ? undefined : (JSON.parse(manifest) as { version?: unknown }).version;
}
