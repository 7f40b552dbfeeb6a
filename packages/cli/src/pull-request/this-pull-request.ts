import { ReleaseError } from "@convoy/core";
import type { RunPullRequest } from "@convoy/forge";
import type { Host } from "../host.ts";
import { readIfThere } from "../read-if-there.ts";

export interface PullRequestOptions {
  /** Its number, where the CI does not say. */
  readonly pullRequest?: number;
}

/** The pull request that this run is for. Throws `PULL_REQUEST_UNKNOWN`. */
export async function thisPullRequest(
  { env }: Host,
  { pullRequest }: PullRequestOptions,
): Promise<RunPullRequest> {
  const { findPullRequest } = await import("@convoy/forge");
  const path = env["GITHUB_EVENT_PATH"];
  const found = findPullRequest(env, path ? await readIfThere(path) : undefined);
  if (pullRequest !== undefined)
    return { number: pullRequest, commit: found?.number === pullRequest ? found.commit : undefined };
  if (found !== undefined) return found;
  throw new ReleaseError(
    "PULL_REQUEST_UNKNOWN",
    "this run is not for a pull request, as far as the CI says",
    {
      hint: "Run it on the event `pull_request`, or name it: `--pull-request NUMBER`.",
    },
  );
}
