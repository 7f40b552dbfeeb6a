import type { Comment, PullRequest, PullRequestText } from "../forge.ts";
import type { GithubClient } from "./client.ts";
import { statusOf } from "./error-of.ts";

interface Found {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body?: string | null;
}

export async function findOpen(
  { place, request, asking }: GithubClient,
  head: string,
  base: string,
): Promise<PullRequest | null> {
  const { owner, repo } = place;
  const { data } = await asking(`look for the pull request of ${head}`, () =>
    request("GET /repos/{owner}/{repo}/pulls", {
      owner,
      repo,
      state: "open",
      head: `${owner}:${head}`,
      base,
    }),
  );
  return data[0] === undefined ? null : asPullRequest(data[0]);
}

/** Two pull requests between the same branches there cannot be: 422 says so, among other things. */
export async function open(
  client: GithubClient,
  { head, base }: { readonly head: string; readonly base: string },
  { title, body }: PullRequestText,
): Promise<PullRequest | null> {
  const { place, request, asking } = client;
  const { owner, repo } = place;
  try {
    const { data } = await asking(`open a pull request from ${head} to ${base}`, () =>
      request("POST /repos/{owner}/{repo}/pulls", { owner, repo, head, base, title, body }),
    );
    return asPullRequest(data);
  } catch (error) {
    if (statusOf(error) === 422 && (await findOpen(client, head, base)) !== null) return null;
    throw error;
  }
}

export async function change(
  { place, request, asking }: GithubClient,
  number: number,
  changes: Partial<PullRequestText> & { readonly state?: "closed" },
): Promise<void> {
  const { owner, repo } = place;
  await asking(`update pull request ${number}`, () =>
    request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      owner,
      repo,
      pull_number: number,
      ...changes,
    }),
  );
}

/** The REST API does not say who a workflow's token is; this says which comments are its own. */
const COMMENTS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        nodes { fullDatabaseId body viewerDidAuthor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

interface CommentsPage {
  readonly repository: {
    readonly pullRequest: {
      readonly comments: {
        readonly nodes: readonly {
          readonly fullDatabaseId: string | number;
          readonly body: string;
          readonly viewerDidAuthor: boolean;
        }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    };
  };
}

export async function ownComments(
  { place, graphql, asking }: GithubClient,
  number: number,
): Promise<readonly Comment[]> {
  const { owner, repo } = place;
  const own: Comment[] = [];
  let after: string | null = null;
  do {
    const variables = { owner, repo, number, after };
    const page: CommentsPage = await asking(`read the comments of pull request ${number}`, () =>
      graphql<CommentsPage>(COMMENTS, variables),
    );
    const { nodes, pageInfo } = page.repository.pullRequest.comments;
    for (const { fullDatabaseId, body, viewerDidAuthor } of nodes)
      if (viewerDidAuthor) own.push({ id: String(fullDatabaseId), body });
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return own;
}

/** Not tried again by itself: what has arrived after all would then stand there twice. */
export async function comment(
  { place, request, asking }: GithubClient,
  number: number,
  body: string,
): Promise<void> {
  const { owner, repo } = place;
  await asking(`comment on pull request ${number}`, () =>
    request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      owner,
      repo,
      issue_number: number,
      body,
      request: { retries: 0 },
    }),
  );
}

export async function editComment(
  { place, request, asking }: GithubClient,
  id: string,
  body: string,
): Promise<void> {
  const { owner, repo } = place;
  await asking(`update comment ${id}`, () =>
    request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      owner,
      repo,
      comment_id: Number(id),
      body,
    }),
  );
}

function asPullRequest({ number, html_url, title, body }: Found): PullRequest {
  return { number, url: html_url, title, body: body ?? "" };
}
