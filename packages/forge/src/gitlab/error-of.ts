import { ReleaseError } from "@convoy/core";
import type { GitlabPlace } from "./client.ts";

const HINT =
  "The token needs the scope `api` and the role Developer in this project; a job token may not do this.";

/** What GitLab, or the way to it, has answered instead of what was wanted. Anything else comes back as it is. */
export function gitlabError(what: string, error: unknown, { api, path }: GitlabPlace): ReleaseError {
  if (error instanceof ReleaseError) return error;
  if (!(error instanceof Error)) throw error;
  const status = statusOf(error);
  // A connection that failed is told by `fetch` itself, and what happened by its cause.
  if (error.name === "TypeError" || error.name === "GitbeakerTimeoutError")
    return new ReleaseError("HOST_UNREACHABLE", `${what}: ${api} does not answer: ${lastCause(error)}`, {
      hint: "Look at the network and the proxy, then run the command again.",
      cause: error,
    });
  if (status === undefined && error.name !== "GitbeakerRetryError") throw error;
  const message = `${what} in ${path}: ${error.message}`;
  if (status === 401 || status === 403 || status === 404)
    return new ReleaseError("HOST_DENIED", message, { hint: HINT, cause: error });
  return new ReleaseError("HOST_FAILED", message, { hint: "Run the command again.", cause: error });
}

/** The status of an error that GitLab answered with; undefined for any other. */
export function statusOf(error: unknown): number | undefined {
  const own = error instanceof ReleaseError ? error.cause : error;
  if (!(own instanceof Error) || own.name !== "GitbeakerRequestError") return undefined;
  return (own.cause as { readonly response?: { readonly status: number } } | undefined)?.response?.status;
}

function lastCause(error: Error): string {
  return error.cause instanceof Error ? lastCause(error.cause) : error.message;
}
