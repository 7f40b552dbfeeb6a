import { notFound, refused, REPO } from "./github-answers.ts";
import { GITHUB_RELEASE_ROUTES } from "./github-release-routes.ts";
import type { HostState } from "./host-state.ts";
import type { Routes } from "./route.ts";

/** By the name of the operation in GitHub's description. */
export const GITHUB_ROUTES: Routes = {
  [`GET ${REPO}/git/ref/{ref}`]: async ({ params }, { repository }) => {
    const branch = params["ref"]?.replace(/^heads\//, "") ?? "";
    const head = await repository.head(branch);
    return head === undefined ? notFound() : { status: 200, with: refOf(branch, head) };
  },
  [`POST ${REPO}/git/refs`]: async ({ body }, behind) => {
    const { ref, sha } = body as { ref: string; sha: string };
    if (!(await behind.repository.setRef(ref, sha, ""))) return refused("Reference already exists");
    return { status: 201, with: refOf(ref.replace("refs/heads/", ""), sha) };
  },
  [`GET ${REPO}/git/commits/{commit_sha}`]: async ({ params }, { repository }) => {
    const sha = params["commit_sha"] ?? "";
    const found = await repository.commit(sha);
    return found === undefined ? notFound() : { status: 200, with: commitOf(sha, found, true) };
  },
  [`POST ${REPO}/git/trees`]: async ({ body }, { repository }) => {
    const { base_tree: base, tree } = body as {
      base_tree: string;
      tree: { path: string; mode: string; content?: string; sha?: null }[];
    };
    const entries = tree.map(({ path, mode, content }) => ({ path, mode, content: content ?? null }));
    return { status: 201, with: { sha: await repository.makeTree(base, entries) } };
  },
  [`POST ${REPO}/git/commits`]: async ({ body }, { repository, signs }) => {
    const { tree, parents, message } = body as { tree: string; parents: string[]; message: string };
    const sha = await repository.makeCommit(tree, parents, message);
    return { status: 201, with: commitOf(sha, { tree, parents }, signs) };
  },
  [`GET ${REPO}/pulls`]: ({ query }, { state }) => {
    const [, head] = (query.get("head") ?? "").split(":");
    const found = state.pullRequests.filter(
      (one) => one.state === query.get("state") && one.head === head && one.base === query.get("base"),
    );
    return { status: 200, with: found.map(pullOf) };
  },
  [`POST ${REPO}/pulls`]: async ({ body }, { repository, state }) => {
    const wanted = body as { head: string; base: string; title: string; body: string };
    const [head, base] = [await repository.head(wanted.head), await repository.head(wanted.base)];
    if (head === undefined || base === undefined || (await repository.isAncestor(head, base)))
      return refused("No commits between the branches");
    // Last, and with nothing to wait for after it: of two at once the host opens one.
    const same = state.pullRequests.some(
      (one) => one.state === "open" && one.head === wanted.head && one.base === wanted.base,
    );
    if (same) return refused("A pull request already exists");
    const made = { number: state.pullRequests.length + 1, state: "open" as const, ...wanted };
    state.pullRequests.push(made);
    return { status: 201, with: pullOf(made) };
  },
  [`PATCH ${REPO}/pulls/{pull_number}`]: ({ params, body }, { state }) => {
    const found = state.pullRequests.find(({ number }) => String(number) === params["pull_number"]);
    if (found === undefined) return notFound();
    return { status: 200, with: pullOf(Object.assign(found, body)) };
  },
  [`POST ${REPO}/issues/{issue_number}/comments`]: ({ params, body }, { state }) => {
    const made = { id: state.comments.length + 1, on: Number(params["issue_number"]), own: true };
    state.comments.push({ ...made, body: String(body["body"]) });
    return { status: 201, with: { id: made.id, body: body["body"] } };
  },
  [`PATCH ${REPO}/issues/comments/{comment_id}`]: ({ params, body }, { state }) => {
    const found = state.comments.find(({ id }) => String(id) === params["comment_id"]);
    if (found === undefined) return notFound();
    found.body = String(body["body"]);
    return { status: 200, with: { id: found.id, body: found.body } };
  },
  [`POST ${REPO}/statuses/{sha}`]: ({ params, body }, { state }) => {
    const { context, state: verdict, description } = body as Record<string, string>;
    state.statuses.push({
      commit: params["sha"] ?? "",
      context: context ?? "",
      state: verdict ?? "",
      description: description ?? "",
    });
    return { status: 201, with: body };
  },
  ...GITHUB_RELEASE_ROUTES,
};

function refOf(branch: string, sha: string): object {
  return { ref: `refs/heads/${branch}`, object: { type: "commit", sha, url: "" } };
}

function commitOf(
  sha: string,
  { tree, parents }: { readonly tree: string; readonly parents: readonly string[] },
  signed: boolean,
): object {
  return {
    sha,
    tree: { sha: tree, url: "" },
    parents: parents.map((parent) => ({ sha: parent, url: "", html_url: "" })),
    verification: {
      verified: signed,
      reason: signed ? "valid" : "unsigned",
      signature: signed ? "…" : null,
      payload: signed ? "…" : null,
      verified_at: null,
    },
  };
}

function pullOf(one: HostState["pullRequests"][number]): object {
  const { number, title, body, state } = one;
  // The team of the example lacks what a team must have.
  return {
    number,
    title,
    body,
    state,
    requested_teams: [],
    html_url: `https://github.com/acme/shop/pull/${number}`,
  };
}
