import type { CommitStatus, HostRelease } from "../forge.ts";
import type { GithubClient } from "./client.ts";
import { statusOf } from "./error-of.ts";

/** What GitHub takes for the line beside a status. */
const LONGEST_DESCRIPTION = 140;

export async function setStatus(
  { place, request, asking }: GithubClient,
  { commit, context, passed, description }: CommitStatus,
): Promise<void> {
  const { owner, repo } = place;
  await asking(`set the status of ${commit}`, () =>
    request("POST /repos/{owner}/{repo}/statuses/{sha}", {
      owner,
      repo,
      sha: commit,
      state: passed ? "success" : "failure",
      context,
      description: description.slice(0, LONGEST_DESCRIPTION),
    }),
  );
}

const PAGE = 100;

export async function releasedTags(client: GithubClient, atLeast: number): Promise<ReadonlySet<string>> {
  const releases = await newestReleases(client, atLeast);
  return new Set(releases.map(({ tag }) => tag));
}

export interface ShownRelease {
  readonly id: number;
  readonly tag: string;
  readonly draft: boolean;
}

/** Drafts among them, which GitHub tells to those alone who may push. */
export async function newestReleases(
  { place, request, asking }: GithubClient,
  atLeast: number,
): Promise<readonly ShownRelease[]> {
  const { owner, repo } = place;
  const releases: ShownRelease[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await asking("read the releases", () =>
      request("GET /repos/{owner}/{repo}/releases", { owner, repo, per_page: PAGE, page }),
    );
    for (const { id, tag_name: tag, draft } of data) releases.push({ id, tag, draft });
    if (data.length < PAGE || page * PAGE >= atLeast + PAGE) return releases;
  }
}

/** GitHub refuses a second release of a tag with 422. */
export async function release(
  { place, request, asking }: GithubClient,
  { tag, commit, title, notes, prerelease, latest }: HostRelease,
): Promise<boolean> {
  const { owner, repo } = place;
  try {
    await asking(`release ${tag}`, () =>
      request("POST /repos/{owner}/{repo}/releases", {
        owner,
        repo,
        tag_name: tag,
        target_commitish: commit,
        name: title,
        body: notes,
        prerelease,
        make_latest: latest && !prerelease ? "true" : "false",
      }),
    );
    return true;
  } catch (error) {
    if (statusOf(error) === 422 && /already_exists/.test(String(error))) return false;
    throw error;
  }
}
