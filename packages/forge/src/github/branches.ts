import type { BranchCommit, BranchHead, BranchWritten, CommittedFile } from "../forge.ts";
import { chunksOf } from "../chunks.ts";
import type { GithubClient } from "./client.ts";
import { statusOf } from "./error-of.ts";

/** Characters of contents in one request for a tree. GitHub gives up on a tree that takes it more than ten seconds. */
const TREE_CHARACTERS = 1_000_000;
const TREE_FILES = 200;

export async function headOf(client: GithubClient, branch: string): Promise<BranchHead | null> {
  const commit = await branchCommit(client, branch);
  if (commit === null) return null;
  const { place, request, asking } = client;
  const { owner, repo } = place;
  const { data } = await asking(`read commit ${commit}`, () =>
    request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { owner, repo, commit_sha: commit }),
  );
  return { commit, parents: data.parents.map(({ sha }) => sha), tree: data.tree.sha };
}

async function branchCommit(
  { place, request, asking }: GithubClient,
  branch: string,
): Promise<string | null> {
  const { owner, repo } = place;
  try {
    const { data } = await asking(`read branch ${branch}`, () =>
      request("GET /repos/{owner}/{repo}/git/ref/{ref}", { owner, repo, ref: `heads/${branch}` }),
    );
    return data.object.sha;
  } catch (error) {
    // 409 is the answer of a repository without a commit.
    if ([404, 409].includes(statusOf(error) ?? 0)) return null;
    throw error;
  }
}

/**
 * The commit is made with the Git data API, and no branch names it before it is whole. GitHub signs it when the token
 * is that of an app, as GITHUB_TOKEN of a workflow is, and the request names neither author nor committer. With the
 * token of a person it stays unsigned: then `verified` is false.
 *
 * The other way, `createCommitOnBranch` of the GraphQL API, signs for people too, but commits only onto what a branch
 * is at. To start anew from main, the branch would first have to be put back to main, and GitHub closes a pull request
 * without commits. It takes all files in one request, in base64, gives up on it after ten seconds, and loses
 * the executable bit. Here a thousand files go as trees of at most 200 files and a megabyte, each on top of the one before.
 */
export async function commitOnto(client: GithubClient, commit: BranchCommit): Promise<BranchWritten> {
  const { place, request, asking } = client;
  const { owner, repo } = place;
  const tree = await makeTree(client, commit);
  const { data } = await asking(`commit to ${commit.branch}`, () =>
    request("POST /repos/{owner}/{repo}/git/commits", {
      owner,
      repo,
      message: commit.message,
      tree,
      parents: [commit.parent],
    }),
  );
  if (!(await moveBranch(client, commit, data.sha))) return { kind: "contended" };
  return { kind: "written", commit: data.sha, verified: data.verification.verified };
}

async function makeTree(client: GithubClient, { parent, files }: BranchCommit): Promise<string> {
  const { place, request, asking } = client;
  const { owner, repo } = place;
  let base = parent;
  const limits = { most: TREE_FILES, largest: TREE_CHARACTERS };
  for (const chunk of chunksOf(files, limits, ({ text }) => text?.length ?? 0)) {
    const { data } = await asking("make a tree", () =>
      request("POST /repos/{owner}/{repo}/git/trees", {
        owner,
        repo,
        base_tree: base,
        tree: chunk.map(entryOf),
      }),
    );
    base = data.sha;
  }
  return base;
}

type Mode = "100644" | "100755";

function entryOf({ path, mode, text }: CommittedFile): {
  path: string;
  mode: Mode;
  type: "blob";
  sha?: null;
  content?: string;
} {
  const entry = { path, mode: mode === "100755" ? mode : "100644", type: "blob" } as const;
  return text === null ? { ...entry, sha: null } : { ...entry, content: text };
}

/** Compare and set: moves the branch from what was expected, or not at all. What then is there decides. */
async function moveBranch(
  client: GithubClient,
  { branch, expected }: BranchCommit,
  commit: string,
): Promise<boolean> {
  try {
    await (expected === null
      ? createBranch(client, branch, commit)
      : setBranch(client, { branch, expected, commit }));
    return true;
  } catch (error) {
    const there = await branchCommit(client, branch);
    if (there === commit) return true;
    if (there !== expected) return false;
    throw error;
  }
}

async function createBranch(
  { place, request, asking }: GithubClient,
  branch: string,
  sha: string,
): Promise<void> {
  const { owner, repo } = place;
  await asking(`make branch ${branch}`, () =>
    request("POST /repos/{owner}/{repo}/git/refs", { owner, repo, ref: `refs/heads/${branch}`, sha }),
  );
}

interface Move {
  readonly branch: string;
  readonly expected: string;
  readonly commit: string;
}

const REPOSITORY = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { id } }`;

/** The REST API moves a branch from anywhere; only this mutation asks what it must be at. */
const UPDATE_REFS = `mutation ($repository: ID!, $updates: [RefUpdate!]!) {
  updateRefs(input: { repositoryId: $repository, refUpdates: $updates }) { clientMutationId }
}`;

async function setBranch(
  { place, graphql, asking }: GithubClient,
  { branch, expected, commit }: Move,
): Promise<void> {
  const { owner, repo } = place;
  await asking(`move branch ${branch}`, async () => {
    const { repository } = await graphql<{ repository: { id: string } }>(REPOSITORY, { owner, repo });
    const update = { name: `refs/heads/${branch}`, beforeOid: expected, afterOid: commit, force: true };
    await graphql(UPDATE_REFS, { repository: repository.id, updates: [update] });
  });
}
