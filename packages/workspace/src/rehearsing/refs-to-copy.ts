import { ReleaseError, type ErrorDocument } from "@convoy/core";
import type { Clone } from "../git/clone.ts";
import type { CloneState } from "../git/preflight.ts";
import { localRefs, remoteRefs } from "../git/read-refs.ts";
import { branchRef, type RefMap } from "../git/refs.ts";
import { CONVOY_REFS } from "../git/shared/names.ts";

/** Branches, tags and remote-tracking refs of the clone; where it has no remote, also its lock and records. */
export async function ownRefs(clone: Clone, { remote, local }: CloneState): Promise<RefMap> {
  const prefixes = ["refs/remotes", ...(remote === null ? [CONVOY_REFS] : [])];
  return new Map([...local, ...(await localRefs(clone, prefixes))]);
}

export interface RemoteAsSeen {
  readonly refs: RefMap;
  /** Why the remote was not asked. */
  readonly unasked?: ErrorDocument;
}

/** The branches and tags of the remote; where it is not asked, or does not answer, what the clone last saw of them. */
export async function remoteAsSeen(
  clone: Clone,
  state: CloneState,
  { offline }: { readonly offline: boolean },
): Promise<RemoteAsSeen> {
  const { remote } = state;
  if (remote === null) return { refs: new Map() };
  const unasked = { code: "OFFLINE", message: `the git remote \`${remote}\` was not asked` };
  if (offline) return { refs: await lastSeen(clone, remote, state), unasked };
  try {
    return { refs: await remoteRefs(clone, remote) };
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== "GIT_REMOTE_UNREACHABLE") throw error;
    return { refs: await lastSeen(clone, remote, state), unasked: error.toDocument() };
  }
}

async function lastSeen(clone: Clone, remote: string, { local }: CloneState): Promise<RefMap> {
  const prefix = `refs/remotes/${remote}/`;
  const tracked = await localRefs(clone, [prefix]);
  const branches = [...tracked].map(([ref, id]) => [branchRef(ref.slice(prefix.length)), id] as const);
  return new Map([
    ...[...local].filter(([ref]) => ref.startsWith("refs/tags/")),
    ...branches.filter(([ref]) => ref !== branchRef("HEAD")),
  ]);
}
