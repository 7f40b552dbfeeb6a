import { ReleaseError } from "@convoy/core";
import type { Forge, RunPullRequest } from "@convoy/forge";
import { checkMarkdown, type PullRequestCheck } from "@convoy/report";
import type { Project } from "../wiring/project.ts";
import { openHost } from "./open-host.ts";
import { thisPullRequest, type PullRequestOptions } from "./this-pull-request.ts";

export interface TellOptions extends PullRequestOptions {
  readonly comment?: true;
  readonly status?: true;
}

/** What was told to the pull request, for the document and for people. */
export interface Told {
  readonly document: object;
  readonly notes: readonly string[];
}

/**
 * Tells the pull request of the check, as one comment and as a status, as far as the options ask for it. That the token
 * may not is a note: a pull request from a fork gets none that may, and the check itself has its answer.
 */
export async function tellPullRequest(
  project: Project,
  check: PullRequestCheck,
  options: TellOptions,
): Promise<Told> {
  if (!options.comment && !options.status) return { document: {}, notes: [] };
  const about = await thisPullRequest(project.host, options);
  const forge = await openHost(project);
  try {
    const comment = options.comment ? await keepCheck(forge, about, check) : undefined;
    if (options.status) await setVerdict(forge, about, check);
    return {
      document: { pullRequest: about.number, ...(comment === undefined ? {} : { comment }) },
      notes: comment === undefined ? [] : [`comment on pull request ${about.number}: ${comment}`],
    };
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== "HOST_DENIED") throw error;
    return { document: { pullRequest: about.number, error: error.toDocument() }, notes: [error.message] };
  }
}

async function keepCheck(forge: Forge, { number }: RunPullRequest, check: PullRequestCheck): Promise<string> {
  const { keepComment } = await import("@convoy/forge");
  const body = (longest: number): string => checkMarkdown(check, longest);
  return keepComment(forge, { pullRequest: number, key: "check", body });
}

async function setVerdict(
  forge: Forge,
  { commit }: RunPullRequest,
  { missing }: PullRequestCheck,
): Promise<void> {
  if (commit === undefined)
    throw new ReleaseError("PULL_REQUEST_UNKNOWN", "the CI does not say which commit the status is for", {
      hint: "Leave `--status` out: the exit code says the same.",
    });
  const description =
    missing.length === 0
      ? "No changeset is missing."
      : `Missing for ${missing.length === 1 ? "1 package" : `${missing.length} packages`}.`;
  await forge.setStatus({ commit, context: "convoy/changesets", passed: missing.length === 0, description });
}
