import type { ErrorDocument, Workspace, WriteReply } from "@convoy/core";
import type { ChangesFromCommits, CommitsRequest } from "../commits/changes-from-commits.ts";
import { adopt, headBranch } from "./adopt.ts";
import { findRemote, remoteUrl } from "./choose-remote.ts";
import { changedFiles, leftAt } from "./changed-files.ts";
import { openClone, type Clone, type GitOptions } from "./clone.ts";
import { isAncestor } from "./history.ts";
import { findMade, type MadeByOthers } from "./made-by-others.ts";
import { makerOf } from "./maker-of.ts";
import { observe, observeHere, type ObservedStanding } from "./observe.ts";
import { preflight, readState, type GitState, type PreflightRequest } from "./preflight.ts";
import { prepare } from "./prepare.ts";
import { pushRelease } from "./push-release.ts";
import {
  tagsAmong,
  type PreparedRefs,
  type PrepareRequest,
  type Standing,
  type StartedFrom,
} from "./refs.ts";
import { remoteTags } from "./remote-tags.ts";
import { localRefs } from "./read-refs.ts";
import { resolveRef } from "./resolve-ref.ts";
import { retract } from "./retract.ts";
import { openShared } from "./shared/open-shared.ts";
import { pushInCompany } from "./shared/push-in-company.ts";
import type { PushCompany, SharedRecords, SharedStart } from "./shared/shared-records.ts";
import { shelvesOf } from "./shared/shelf.ts";
import { textsAt } from "../tree/texts-at.ts";
import { treeOf, type FileTree } from "../tree/open-tree.ts";

export interface OpenGitOptions extends GitOptions {
  /** The remote to push to, by its name. */
  readonly remote?: string;
  /** Receives what is worth a line, such as a dead lock that was removed. */
  readonly onNote?: (note: ErrorDocument) => void;
}

/** The git repository that a workspace lies in. */
export interface WorkspaceGit {
  preflight(request: Omit<PreflightRequest, "remote">): Promise<StartedFrom>;
  /** What another tool has made at HEAD for a release that begins now, as refs that `retract` takes back. */
  findMade(made: MadeByOthers): Promise<PreparedRefs>;
  /** Begins to read what the next preflight judges, so that it need not be waited for then. */
  lookAhead(request: Pick<PreflightRequest, "commits">): void;
  prepare(start: StartedFrom, request: PrepareRequest): Promise<PreparedRefs>;
  observe(refs: PreparedRefs): Promise<ObservedStanding>;
  /** Where they stand in this clone; the remote is not asked. */
  observeHere(refs: PreparedRefs): Promise<Standing>;
  /**
   * The commit point, and what it takes along: one atomic push. `GIT_LOCK_LOST` and `GIT_RECORD_MOVED` refuse it when
   * the release is somebody else's by now. Never throws for what the remote or a lock of git says: that is the reply.
   */
  push(refs: PreparedRefs, company?: PushCompany): Promise<WriteReply>;
  /** The lock and the records that all machines see, at a remote; without one, in this clone. */
  shared(start: SharedStart): SharedRecords;
  /** The remote that a release from here goes to, as `preflight` chooses it. */
  findRemote(): Promise<SharedStart>;
  adopt(refs: PreparedRefs): Promise<void>;
  retract(refs: PreparedRefs): Promise<void>;
  /** Files changed since the branch left `since`, uncommitted and unknown ones included. */
  changedFiles(since: string): Promise<readonly string[]>;
  /** The commit at which the branch left `since`. Throws `GIT_NO_MERGE_BASE`. */
  leftAt(since: string): Promise<string>;
  /** What the commits since the last release of each package ask for. Throws `GIT_SHALLOW`. */
  changesFromCommits(workspace: Workspace, request: CommitsRequest): Promise<ChangesFromCommits>;
  headCommit(): Promise<string>;
  /** The branch that HEAD is on; null on a detached HEAD. */
  branch(): Promise<string | null>;
  /** Whether HEAD is this commit, or comes after it. No, where the commit is not here. */
  comesAfter(commit: string): Promise<boolean>;
  /** Where the remote is that `findRemote` chooses, as git has it; null without one. It may have a user in it. */
  remoteUrl(): Promise<string | null>;
  /** The names of the tags that this clone has. */
  localTags(): Promise<ReadonlySet<string>>;
  /** The tags of that remote, each with the commit that it leads to; null without a remote. */
  remoteTags(): Promise<ReadonlyMap<string, string> | null>;
  /** What files of the workspace hold at a commit; those that are not there, or are no text, are left out. */
  textsAt(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** `Name <mail>` of who made an annotated tag or a commit; null where the object is not here. */
  makerOf(id: string): Promise<string | null>;
  /** The files of the workspace. */
  readonly tree: FileTree;
  /** The common git directory, absolute. */
  gitDirectory(): string;
  /** The commit that a branch, tag or id names. Throws `GIT_UNKNOWN_REF`. */
  resolve(ref: string): Promise<string>;
}

/** Throws `NOT_A_REPOSITORY` where `root` lies in none. */
export async function openGit(root: string, options: OpenGitOptions): Promise<WorkspaceGit> {
  const clone = await openClone(root, options);
  const { remote, onNote = () => undefined } = options;
  const shelfOf = shelvesOf(clone, onNote);
  // What this process has found out or made itself is not asked of git again.
  const made = new Set<string>();
  let chosen: StartedFrom | undefined;
  let ahead: Promise<GitState> | undefined;
  let headAhead: string | undefined;
  return {
    findMade: (others) => findMade(clone, { ...others, remote }),
    lookAhead(request) {
      ahead = readState(clone, { ...request, remote });
      // What is wrong is told by the preflight that asks for it.
      ahead.then(({ status }) => (headAhead = status.head)).catch(() => undefined);
    },
    async preflight(request) {
      const state = ahead;
      ahead = headAhead = undefined;
      chosen = await preflight(clone, { ...request, remote }, state);
      return chosen;
    },
    prepare: async (start, request) => {
      const refs = await prepare(clone, start, request);
      made.add(refs.commit);
      return refs;
    },
    observe: (refs) => observe(clone, refs),
    observeHere: (refs) => observeHere(clone, refs),
    push: (refs, company = {}) =>
      pushInCompany(shelfOf(refs), company, (also) => pushRelease(clone, refs, { onNote, also })),
    shared: (start) => openShared(shelfOf(start)),
    findRemote: async () => chosen ?? findRemote(clone, remote),
    adopt: (refs) => adopt(clone, refs, { onNote, hasObjects: made.has(refs.commit) }),
    retract: (refs) => retract(clone, refs, onNote),
    localTags: async () => tagsAmong(ahead === undefined ? await localRefs(clone) : (await ahead).local),
    headCommit: async () => headAhead ?? resolveRef(clone, "HEAD"),
    ...whereabouts(clone, remote),
    tree: treeOf(clone),
    gitDirectory: () => clone.commonDir,
  };
}

/** Where the clone stands, and what led there. */
function whereabouts(
  clone: Clone,
  remote: string | undefined,
): Pick<
  WorkspaceGit,
  | "branch"
  | "changedFiles"
  | "changesFromCommits"
  | "comesAfter"
  | "leftAt"
  | "makerOf"
  | "remoteTags"
  | "remoteUrl"
  | "resolve"
  | "textsAt"
> {
  return {
    resolve: (ref) => resolveRef(clone, ref),
    leftAt: (since) => leftAt(clone, since),
    changedFiles: (since) => changedFiles(clone, since),
    branch: () => headBranch(clone),
    comesAfter: (commit) => isAncestor(clone, commit, "HEAD"),
    remoteTags: () => remoteTags(clone, remote),
    remoteUrl: () => remoteUrl(clone, remote),
    makerOf: (id) => makerOf(clone, id),
    textsAt: (commit, paths) => textsAt(clone, commit, paths),
    async changesFromCommits(workspace, request) {
      // The parser is for those who ask for it.
      const { changesFromCommits } = await import("../commits/changes-from-commits.ts");
      return changesFromCommits(clone, workspace, request);
    },
  };
}
