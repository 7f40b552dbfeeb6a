import type { Holder } from "./journal/entry.ts";
import type { ReleaseRecords } from "./journal/records.ts";
import type {
  Emit,
  Artifact,
  ErrorDocument,
  PackageView,
  Presence,
  ReleasePlan,
  RemoveReply,
  WriteReply,
} from "@convoy/core";

/** One repository of a registry. Reads retry by themselves within their budget; a write is attempted once. */
export interface Repository {
  /** For messages: `acme/npm-releases`, or the URL of a plain registry. */
  readonly label: string;
  /** The package as consumers see it. One request. */
  look(name: string): Promise<PackageView>;
  /** The stored version by the hash of its bytes, visible to consumers or not. One request. */
  readBack(name: string, version: string): Promise<Presence>;
  /** Uploads the artifact under one dist-tag, from the kept file, whose hash is checked first. */
  upload(artifact: Artifact, distTag: string): Promise<WriteReply>;
  /** Points the tag at the version, or removes it when `version` is null. */
  setDistTag(name: string, tag: string, version: string | null): Promise<WriteReply>;
  /**
   * Takes a version out, if it still is `present` as given. With `lastOf`, also the package's empty record, for a
   * package that did not exist before.
   */
  remove(
    name: string,
    version: string,
    present: { readonly integrity: string; readonly revision?: string },
    options: { readonly lastOf: boolean },
  ): Promise<RemoveReply>;
}

/** Where a release goes. */
export type Target =
  | { readonly strategy: "direct"; readonly channel: Repository }
  | {
      readonly strategy: "staged";
      readonly stage: Repository;
      readonly channel: Repository;
      /** Copies the staged version into the channel, with the dist-tags that it has in the stage. */
      promote(name: string, version: string, revision: string | undefined): Promise<WriteReply>;
    };

/** Registry requests so far, retries included. */
export interface RequestCounter {
  readonly requests: number;
}

/** The refs of a release, made as objects before the commit point, and named by no ref until then. */
export interface PreparedRefs {
  /** HEAD before the release. */
  readonly base: string;
  /** The release commit; equal to `base` where nothing was versioned. */
  readonly commit: string;
  /** The branch that takes the release commit, without `refs/heads/`; null on a detached HEAD. */
  readonly branch: string | null;
  /** The remote that the refs are pushed to; null where the repository has none. */
  readonly remote: string | null;
  /** Where that branch stood on the remote: the lease of the push. Null: it did not exist there. */
  readonly remoteBranch: string | null;
  /** Tag name to the id of the annotated tag object. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Where the refs of a release stand. */
export interface ObservedRefs {
  /** On the remote: commit on the branch and every tag ours; none of them; or something between or foreign. */
  readonly remote: "absent" | "ours" | "mixed";
  /** In this clone. */
  readonly local: "absent" | "ours" | "mixed";
}

/** The git repository that the workspace lies in. */
export interface Git {
  /** Refuses, before anything has begun, what would make the commit point fail. */
  preflight(request: { readonly tags: readonly string[]; readonly commits: boolean }): Promise<GitStart>;
  /** Makes the release commit and the annotated tags as objects. No ref, index or file changes. */
  prepare(start: GitStart, request: PrepareRequest): Promise<PreparedRefs>;
  observe(refs: PreparedRefs): Promise<ObservedRefs>;
  /** Where they stand in this clone; the remote is not asked. */
  observeHere(refs: PreparedRefs): Promise<ObservedRefs["local"]>;
  /**
   * The commit point: branch and tags in one atomic push (without a remote, one local ref transaction). The same
   * push advances the shared record and gives the lock back, so that a stolen lock rejects all of it.
   */
  push(refs: PreparedRefs, along?: PushAlong): Promise<WriteReply>;
  /** Moves branch, index and tags of this clone to what was pushed. */
  adopt(refs: PreparedRefs): Promise<void>;
  /** Takes pushed refs back: tags by lease, the release commit by a revert commit. Idempotent. */
  retract(refs: PreparedRefs): Promise<void>;
}

export interface PushAlong {
  readonly record?: { readonly id: string; readonly journal: string };
  readonly lock?: { readonly oid: string };
}

/** What came of asking for the lock. */
export type LockReply =
  | { readonly kind: "taken"; readonly oid: string }
  | { readonly kind: "held"; readonly oid: string; readonly text: string }
  /** The remote takes no such refs, or no atomic push: two clones cannot see each other. */
  | { readonly kind: "unsupported"; readonly error: ErrorDocument }
  | { readonly kind: "unclear"; readonly error: ErrorDocument };

/** The lock and the records of releases where every clone sees them: refs of the git remote. */
export interface SharedRecords {
  /** Takes the lock and publishes the record, both or none. */
  open(id: string, journal: string, lock: string): Promise<LockReply>;
  /** Advances the record. `carries`: a commit whose objects travel along. `unlock`: gives our lock back as well. */
  save(
    id: string,
    journal: string,
    options?: { readonly carries?: string; readonly unlock?: boolean },
  ): Promise<WriteReply>;
  /** Null when there is no such record. */
  read(id: string): Promise<string | null>;
  /** The newest first, without that of the release `but`. */
  list(but?: string): Promise<readonly { readonly id: string; readonly journal: string }[]>;
  lock(): Promise<{ readonly oid: string; readonly text: string } | null>;
  /** Takes the lock in the place of exactly this one; null: where there is none. */
  takeOver(oid: string | null, lock: string): Promise<LockReply>;
  /** Frees exactly this lock. */
  unlock(oid: string): Promise<WriteReply>;
  /** Forgets the oldest records beyond `keep`. */
  prune(keep: number): Promise<void>;
}

/** What the repository was when the release began. */
export interface GitStart {
  readonly base: string;
  readonly branch: string | null;
  readonly remote: string | null;
  readonly remoteBranch: string | null;
  /** Tags that stand at `base` already: not made, not pushed, never taken back. */
  readonly kept?: readonly string[];
}

export interface PrepareRequest {
  /** Null: nothing was versioned, the tags go to HEAD. */
  readonly commit: { readonly message: string; readonly files: readonly string[] } | null;
  /** Tag name to its message. */
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds since the epoch, so that the objects are the same wherever they are made again. */
  readonly date: number;
}

/** A file that a version step wrote: git blob ids, null where the file was or is absent. */
export interface FileChange {
  /** Relative to the workspace's root, with forward slashes. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The files of the workspace. */
export interface WorkingTree {
  /** Every path that applying this plan may touch; a superset is fine. */
  mayTouch(plan: ReleasePlan): Promise<readonly string[]>;
  /** Applies the changesets: manifests, changelogs, lock file. Third-party changelog code runs in a child. */
  version(plan: ReleasePlan, signal: AbortSignal): Promise<readonly FileChange[]>;
  /** Runs the build of the released packages. No credential is in the children's environment. */
  build(names: readonly string[], signal: AbortSignal): Promise<void>;
  /** Of the files that the version step wrote, those that are not as it left them. */
  edited(changes: readonly FileChange[]): Promise<readonly string[]>;
  /** The paths that git knows, or knew at `base`, and at which something else is by now. */
  differing(base: string): Promise<readonly string[]>;
  /** Packs the packages into `folder` and checks what was packed. Nothing has been uploaded when this throws. */
  pack(plan: ReleasePlan, folder: string, signal: AbortSignal): Promise<readonly Artifact[]>;
  /**
   * Puts files back as they were at `base`. A file whose content is neither what it was nor what `changes` say
   * we wrote was edited by somebody since: it is left alone, and named in the answer. `changes` is null when the
   * version step was cut short; then every path of `paths` that differs from `base` is put back.
   */
  restore(
    base: string,
    paths: readonly string[],
    changes: readonly FileChange[] | null,
  ): Promise<readonly string[]>;
}

/** Time as the engine sees it: monotonic for spans, wall for records. */
export interface Clock {
  /** Milliseconds from an arbitrary point; never jumps. */
  now(): number;
  /** Milliseconds since the epoch. */
  wall(): number;
  sleep(ms: number): Promise<void>;
}

/** How much at a time, and how long to try. */
export interface Ceilings {
  readonly upload: number;
  readonly copy: number;
  readonly read: number;
  /** Attempts of one write of which nothing is seen afterwards. */
  readonly attempts: number;
  /** How long an accepted version may stay invisible, in milliseconds. */
  readonly visibleMs: number;
  /** How long after its sender has given up, or is gone, a request may still land, in milliseconds; 2000 unless told. */
  readonly doubtMs?: number;
}

/** All of the world that the engine touches. */
export interface EnginePorts {
  readonly target: Target;
  readonly counter: RequestCounter;
  readonly git: Git;
  readonly shared: SharedRecords;
  readonly tree: WorkingTree;
  readonly records: ReleaseRecords;
  readonly ceilings: Ceilings;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly emit: Emit;
  /** Aborted when the user wants the release to stop: no effect forward begins afterwards. */
  readonly interrupted: AbortSignal;
  /** Aborted when the time for taking back after an interruption is over. */
  readonly outOfTime: AbortSignal;
  /** Who carries the release out, for others who meet it. */
  readonly holder: Holder;
  /** Whether a holder is a process that runs on this machine. */
  readonly isRunning: (holder: Holder) => boolean;
}
