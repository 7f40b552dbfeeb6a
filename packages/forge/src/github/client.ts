import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling, type ThrottlingOptions } from "@octokit/plugin-throttling";
import { askingWith, type Asking } from "../host-error.ts";
import { githubError } from "./error-of.ts";
import { paceAfter } from "./pace.ts";

export interface GithubPlace {
  /** Such as `https://api.github.com`, or `https://git.acme.example/api/v3`. */
  readonly api: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
}

/** GitHub's own client for one repository. What fails is a `ReleaseError`; its `cause` is the client's error. */
export interface GithubClient {
  readonly place: GithubPlace;
  readonly request: Octokit["request"];
  readonly graphql: Octokit["graphql"];
  readonly asking: Asking;
}

/** Beyond this many writes, GitHub wants a second between two of them. A release pull request is a handful. */
const FREE_WRITES = 20;
/** How long a limit that GitHub names is waited for; a longer one ends the command. */
const LONGEST_WAIT_SECONDS = 120;

export function githubClient(place: GithubPlace): GithubClient {
  const Client = Octokit.plugin(retry, throttling);
  // The plugin's types want the whole limiter that it has by itself; this is all that it asks of it.
  const pace = paceAfter(FREE_WRITES) as unknown as WriteLimiter;
  const waits = (seconds: number, ...[, , retries]: [object, Octokit, number]): boolean =>
    seconds <= LONGEST_WAIT_SECONDS && retries < 2;
  const { request, graphql } = new Client({
    auth: place.token,
    baseUrl: place.api,
    userAgent: "convoy",
    // The client tells its user of retries and of deprecations; nobody here reads them.
    log: SILENT,
    throttle: { onRateLimit: waits, onSecondaryRateLimit: waits, write: pace, notifications: pace },
  });
  return { place, request, graphql, asking: askingWith((what, error) => githubError(what, error, place)) };
}

type WriteLimiter = NonNullable<ThrottlingOptions["write"]>;

const nothing = (): void => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
