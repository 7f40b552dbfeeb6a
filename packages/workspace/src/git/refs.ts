/** What the repository was when the release began. */
export interface StartedFrom {
  /** HEAD. */
  readonly base: string;
  /** The branch that HEAD is on, without `refs/heads/`; null on a detached HEAD. */
  readonly branch: string | null;
  /** The remote to push to; null where the repository has none. */
  readonly remote: string | null;
  /** Where that branch stood on the remote; null when it did not exist there. */
  readonly remoteBranch: string | null;
  /** Tags that stand already, at `base`. They are kept as they are: not made, not pushed, never taken back. */
  readonly kept?: readonly string[];
}

export interface PrepareRequest {
  /** Null: nothing was versioned, the tags go to HEAD. Files are relative to the workspace's root. */
  readonly commit: { readonly message: string; readonly files: readonly string[] } | null;
  /** Tag name to its message. */
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds since the epoch. */
  readonly date: number;
}

/** The refs of a release, made as objects. */
export interface PreparedRefs {
  readonly base: string;
  /** The release commit; equal to `base` where nothing was versioned. */
  readonly commit: string;
  readonly branch: string | null;
  readonly remote: string | null;
  /** The lease of the push; null when the branch did not exist on the remote. */
  readonly remoteBranch: string | null;
  /** Tag name to the id of the annotated tag object. */
  readonly tags: Readonly<Record<string, string>>;
}

export type Standing = "absent" | "ours" | "mixed";

/** Full ref name to object id. An annotated tag has a second entry, `<ref>^{}`: what it points to. */
export type RefMap = ReadonlyMap<string, string>;

/** The branch that the release moves; null when it moves none. */
export function movedBranch(refs: PreparedRefs): string | null {
  return refs.commit === refs.base || refs.branch === null ? null : branchRef(refs.branch);
}

export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

export function tagRef(tag: string): string {
  return `refs/tags/${tag}`;
}

/** The names of the tags among the refs. */
export function tagsAmong(refs: RefMap): ReadonlySet<string> {
  const prefix = tagRef("");
  const tags = [...refs.keys()].filter((ref) => ref.startsWith(prefix) && !ref.endsWith("^{}"));
  return new Set(tags.map((ref) => ref.slice(prefix.length)));
}
