import { basename, join } from "node:path";
import type { ErrorDocument } from "@convoy/core";
import { openClone, type GitOptions } from "../git/clone.ts";
import { readHere } from "../git/preflight.ts";
import { branchRef, type RefMap } from "../git/refs.ts";
import { connect } from "./connect.ts";
import { copyRefs } from "./copy-refs.ts";
import { makeRepository } from "./make-repository.ts";
import { ownRefs, remoteAsSeen } from "./refs-to-copy.ts";

export interface RehearsalCloneRequest extends GitOptions {
  /** The remote that a release would push to, by its name. */
  readonly remote?: string | undefined;
  /** The release makes a commit. */
  readonly commits: boolean;
  /** The branch to stand on where HEAD is detached, as in the job of a pull request. */
  readonly branch: string;
  /** The remote is not asked. */
  readonly offline: boolean;
}

/** A clone to rehearse in, with a remote of its own beside it. */
export interface RehearsalClone {
  /** The root of the workspace in it. */
  readonly root: string;
  /** The top folders of both working trees. */
  readonly tops: { readonly original: string; readonly clone: string };
  readonly commit: string;
  readonly branch: string;
  /** HEAD is detached, and the branch is taken to be at its commit. */
  readonly detached: boolean;
  /** By its name; null where the repository has none. */
  readonly remote: string | null;
  /** The repository that stands in for the remote. */
  readonly remoteFolder: string;
  /** Why the remote was not asked. Its refs are then those that this clone last saw. */
  readonly unasked?: ErrorDocument;
}

/**
 * Clones the repository at HEAD into the empty `folder`: with its refs, its identity and signing, and a bare repository
 * in the place of its remote, which has the remote's branches, tags, lock and records. Objects are read where they are;
 * whatever is written, is written into `folder`.
 *
 * Throws what `preflight` throws of the clone alone: a working tree that is not clean, a merge under way.
 */
export async function cloneForRehearsal(
  root: string,
  folder: string,
  request: RehearsalCloneRequest,
): Promise<RehearsalClone> {
  const original = await openClone(root, request);
  const here = await readHere(original, { ...request, detachedFits: true });
  const { status, remote } = here;
  const seen = await remoteAsSeen(original, here, request);
  const branch = status.branch ?? request.branch;
  const top = join(folder, "clone", basename(original.top));
  const remoteFolder = join(folder, "remote.git");
  await makeRepository(original, top, { branch });
  await copyRefs(original, join(top, ".git"), {
    refs: new Map([...(await ownRefs(original, here)), [branchRef(branch), status.head]]),
  });
  if (remote !== null) {
    await makeRepository(original, remoteFolder, { branch, bare: true });
    // In the job of a pull request: as if it had been merged.
    const merged: RefMap = status.branch === null ? new Map([[branchRef(branch), status.head]]) : new Map();
    const from = seen.unasked === undefined ? { remote } : {};
    await copyRefs(original, remoteFolder, { refs: new Map([...seen.refs, ...merged]), ...from });
  }
  const clone = await openClone(top, request);
  await connect(clone, { remote, folder: remoteFolder, wanted: request.remote });
  await clone.run(["reset", "--hard", "--quiet"], { at: "top" });
  return {
    root: join(top, original.prefix),
    tops: { original: original.top, clone: top },
    commit: status.head,
    branch,
    detached: status.branch === null,
    remote,
    remoteFolder,
    ...(seen.unasked === undefined ? {} : { unasked: seen.unasked }),
  };
}
