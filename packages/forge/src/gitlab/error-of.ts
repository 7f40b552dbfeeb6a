import { ReleaseError } from "@convoy/core";
import { hostRefused, hostUnreachable } from "../host-error.ts";
import type { GitlabPlace } from "./client.ts";

const HINT =
  "The token needs the scope `api` and the role Developer in this project; a job token may not do this.";

/** What GitLab, or the way to it, has answered instead of what was wanted. Anything else comes back as it is. */
export function gitlabError(what: string, error: unknown, { api, path }: GitlabPlace): ReleaseError {
  if (!(error instanceof Error)) throw error;
  // A connection that failed is told by `fetch` itself, and what happened by its cause.
  if (error.name === "TypeError" || error.name === "GitbeakerTimeoutError")
    return hostUnreachable(what, api, error);
  const status = statusOf(error);
  if (status === undefined && error.name !== "GitbeakerRetryError") throw error;
  return hostRefused(`${what} in ${path}`, { status, hint: HINT, cause: error });
}

/** The status of an error that GitLab answered with; undefined for any other. */
export function statusOf(error: unknown): number | undefined {
  const own = error instanceof ReleaseError ? error.cause : error;
  if (!(own instanceof Error) || own.name !== "GitbeakerRequestError") return undefined;
  return (own.cause as { readonly response?: { readonly status: number } } | undefined)?.response?.status;
}
