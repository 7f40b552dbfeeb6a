export interface HostedPullRequest {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  title: string;
  body: string;
  state: "open" | "closed";
}

export interface HostedComment {
  readonly id: number;
  /** The pull request that it stands under. */
  readonly on: number;
  readonly own: boolean;
  body: string;
}

export interface HostedRelease {
  readonly id: number;
  readonly tag: string;
  /** What the tag was when the release was made beside it. */
  readonly tagged: string | undefined;
  /** Seen by those alone who may push. */
  draft: boolean;
  readonly commit: string;
  readonly title: string;
  readonly notes: string;
  readonly prerelease: boolean;
  readonly latest: boolean;
}

export interface HostedStatus {
  readonly commit: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
}

/** What the host shows beside the repository. Tests read it, and write what others did. */
export interface HostState {
  readonly pullRequests: HostedPullRequest[];
  readonly comments: HostedComment[];
  readonly releases: HostedRelease[];
  readonly statuses: HostedStatus[];
}

/** That of a repository with which nobody has done anything yet. */
export function noState(): HostState {
  return { pullRequests: [], comments: [], releases: [], statuses: [] };
}
