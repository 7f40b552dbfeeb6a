/** Where a branch stands. */
export interface BranchHead {
  readonly commit: string;
  readonly parents: readonly string[];
  /** The id of its tree; null where the host does not say. */
  readonly tree: string | null;
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** A file that a commit changes. */
export interface CommittedFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  /** As git writes it: `100644`, or `100755` for what may be run. */
  readonly mode: string;
  /** The parent does not have it. */
  readonly isNew: boolean;
  /** Null removes it. */
  readonly text: string | null;
}

export interface BranchCommit {
  readonly branch: string;
  /** What the branch must be at; null: it must not exist. */
  readonly expected: string | null;
  /** The one parent. It is a commit of the host, not necessarily of this branch. */
  readonly parent: string;
  readonly message: string;
  readonly files: readonly CommittedFile[];
}

export type BranchWritten =
  /** `verified`: the host signed the commit; null where it does not say. */
  | { readonly kind: "written"; readonly commit: string; readonly verified: boolean | null }
  /** The branch was not what it had to be, and is not changed by this. */
  | { readonly kind: "contended" };

export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

export interface Comment {
  readonly id: string;
  readonly body: string;
}

export interface CommitStatus {
  readonly commit: string;
  /** By which it is known and replaced, such as `convoy/changesets`. */
  readonly context: string;
  readonly passed: boolean;
  /** A line. */
  readonly description: string;
}

/** A release as the host shows it, beside a tag. */
export interface HostRelease {
  readonly tag: string;
  /** Where the tag is to be, for a host that makes it. */
  readonly commit: string;
  readonly title: string;
  /** Markdown. */
  readonly notes: string;
  readonly prerelease: boolean;
  /** It may be shown as the newest of the repository. */
  readonly latest: boolean;
}

/** A release that the host is to show no more. */
export interface UnwantedRelease {
  readonly tag: string;
  /**
   * `gone` already; made `again` for a later release, so that at most a draft beside it is left of this one; or
   * `made-with-it` by the host, and to go with it.
   */
  readonly tagIs: "gone" | "again" | "made-with-it";
}

/**
 * The code host of a repository. Reads are tried again by themselves; errors are `ReleaseError`s:
 * `HOST_DENIED` where the token may not, `HOST_UNREACHABLE`, and `HOST_FAILED` with the words of the host.
 */
export interface Forge {
  /** For messages: `acme/shop on github.com`. */
  readonly label: string;
  /** The longest body of a pull request or comment, in characters. */
  readonly longestBody: number;
  /** Null where the branch does not exist. */
  headOf(branch: string): Promise<BranchHead | null>;
  /** Makes one commit and has the branch be it, whatever the branch was, as long as it was as expected. */
  commitOnto(commit: BranchCommit): Promise<BranchWritten>;
  /** The open pull request between two branches of this repository. */
  findOpen(head: string, base: string): Promise<PullRequest | null>;
  /** Null where there is one for these branches already. */
  open(head: string, base: string, text: PullRequestText): Promise<PullRequest | null>;
  edit(number: number, text: Partial<PullRequestText>): Promise<void>;
  close(number: number): Promise<void>;
  /** The comments that this token has written, the oldest first. */
  ownComments(number: number): Promise<readonly Comment[]>;
  comment(number: number, body: string): Promise<void>;
  editComment(number: number, id: string, body: string): Promise<void>;
  setStatus(status: CommitStatus): Promise<void>;
  /** The tags of the newest releases that the host shows: at least so many, where it has them. */
  releasedTags(atLeast: number): Promise<ReadonlySet<string>>;
  /** Answers false where the tag has a release already. */
  release(release: HostRelease): Promise<boolean>;
  /**
   * Looks for them among at least so many of the newest releases, and removes those that are there, with the tags that
   * the host made. Answers the tags of what it has removed; what is gone already is no error.
   */
  removeReleases(unwanted: readonly UnwantedRelease[], among: number): Promise<readonly string[]>;
}
