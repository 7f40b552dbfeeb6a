import { RequestError } from "@octokit/request-error";
import { ReleaseError } from "@convoy/core";
import { hostRefused, hostUnreachable } from "../host-error.ts";
import type { GithubPlace } from "./client.ts";

/** What GitHub, or the way to it, has answered instead of what was wanted. Anything else comes back as it is. */
export function githubError(what: string, error: unknown, { api, owner, repo }: GithubPlace): ReleaseError {
  if (!isRefusal(error)) throw error;
  // The client makes an error with status 500, and the words "Unknown Error", of a connection that failed.
  if (error.response === undefined) return hostUnreachable(what, api, error);
  const { status } = error;
  return hostRefused(`${what} in ${owner}/${repo}`, { status, hint: hintFor(error), cause: error });
}

/** The status of an error that GitHub answered with; undefined for any other. */
export function statusOf(error: unknown): number | undefined {
  const cause = error instanceof ReleaseError ? error.cause : error;
  return isRefusal(cause) && cause.response !== undefined ? cause.status : undefined;
}

function isRefusal(error: unknown): error is RequestError {
  return error instanceof Error && error.name === "HttpError" && "status" in error;
}

function hintFor({ status, message }: RequestError): string {
  if (status === 401) return "The token is wrong or has expired: look at GITHUB_TOKEN.";
  if (/not permitted to create or approve pull requests/i.test(message))
    return "Allow it under Settings, Actions, General: “Allow GitHub Actions to create and approve pull requests”.";
  return "The token needs the permissions `contents: write`, `pull-requests: write` and `statuses: write` in this repository.";
}
