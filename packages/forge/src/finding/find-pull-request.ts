/** The pull request that a CI run is for. */
export interface RunPullRequest {
  readonly number: number;
  /** The newest commit of its branch; undefined where the CI does not say. */
  readonly commit: string | undefined;
}

/**
 * As the variables of GitHub Actions or GitLab CI have it. `event` is what the file at GITHUB_EVENT_PATH holds: HEAD
 * there is a merge that nobody has made. Undefined in a run for something else.
 */
export function findPullRequest(
  env: Readonly<Record<string, string | undefined>>,
  event: string | undefined,
): RunPullRequest | undefined {
  const number = Number(env["CI_MERGE_REQUEST_IID"] ?? "");
  if (number > 0)
    return { number, commit: env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] || env["CI_COMMIT_SHA"] };
  if (event === undefined) return undefined;
  const { pull_request: found } = JSON.parse(event) as {
    readonly pull_request?: { readonly number?: unknown; readonly head?: { readonly sha?: unknown } };
  };
  if (typeof found?.number !== "number") return undefined;
  return { number: found.number, commit: typeof found.head?.sha === "string" ? found.head.sha : undefined };
}
