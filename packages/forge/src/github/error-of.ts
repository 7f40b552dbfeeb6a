import { RequestError } from "@octokit/request-error";
import { ReleaseError } from "@convoy/core";
import type { GithubPlace } from "./client.ts";

/** What GitHub, or the way to it, has answered instead of what was wanted. Anything else comes back as it is. */
export function githubError(what: string, error: unknown, place: GithubPlace): ReleaseError {
  if (error instanceof ReleaseError) return error;
  if (!isRefusal(error)) throw error;
  const at = `${place.owner}/${place.repo}`;
  // The client makes an error with status 500 of a connection that failed.
  if (error.response === undefined)
    return new ReleaseError(
      "HOST_UNREACHABLE",
      `${what}: ${place.api} does not answer: ${lastCause(error)}`,
      {
        hint: "Look at the network and the proxy, then run the command again.",
        cause: error,
      },
    );
  const message = `${what} in ${at}: ${error.message}`;
  if (error.status === 401 || error.status === 403 || error.status === 404)
    return new ReleaseError("HOST_DENIED", message, { hint: hintFor(error), cause: error });
  return new ReleaseError("HOST_FAILED", message, { hint: "Run the command again.", cause: error });
}

/** The status of an error that GitHub answered with; undefined for any other. */
export function statusOf(error: unknown): number | undefined {
  const cause = error instanceof ReleaseError ? error.cause : error;
  return isRefusal(cause) && cause.response !== undefined ? cause.status : undefined;
}

function isRefusal(error: unknown): error is RequestError {
  return error instanceof Error && error.name === "HttpError" && "status" in error;
}

/** The client's own words for a connection that failed are "Unknown Error"; what happened is further down. */
function lastCause(error: Error): string {
  return error.cause instanceof Error ? lastCause(error.cause) : error.message;
}

function hintFor({ status, message }: RequestError): string {
  if (status === 401) return "The token is wrong or has expired: look at GITHUB_TOKEN.";
  if (/not permitted to create or approve pull requests/i.test(message))
    return "Allow it under Settings, Actions, General: “Allow GitHub Actions to create and approve pull requests”.";
  return "The token needs the permissions `contents: write`, `pull-requests: write` and `statuses: write` in this repository.";
}
