import { pageOf, PROJECT, refused } from "./gitlab-answers.ts";
import { GITLAB_RELEASE_ROUTES } from "./gitlab-release-routes.ts";
import type { HostState } from "./host-state.ts";
import type { Answer, Asked, Behind, Routes } from "./route.ts";

const OWN = 1;

interface Action {
  readonly action: "create" | "update" | "delete" | "chmod";
  readonly file_path: string;
  readonly content?: string;
}

/** By the name of the operation in GitLab's description. */
export const GITLAB_ROUTES: Routes = {
  "GET /api/v4/user": () => ({ status: 200, with: { id: OWN } }),
  [`GET ${PROJECT}/repository/branches/{branch}`]: async ({ params }, { repository }) => {
    const name = params["branch"] ?? "";
    const id = await repository.head(name);
    const commit = id === undefined ? undefined : await repository.commit(id);
    if (id === undefined || commit === undefined) return refused(404, "404 Branch Not Found");
    return { status: 200, with: { name, commit: { id, parent_ids: commit.parents, message: "" } } };
  },
  [`POST ${PROJECT}/repository/commits`]: makeCommit,
  [`GET ${PROJECT}/merge_requests`]: ({ query }, { state }) => {
    const found = state.pullRequests.filter(
      (one) =>
        one.state === "open" &&
        query.get("state") === "opened" &&
        one.head === query.get("source_branch") &&
        one.base === query.get("target_branch"),
    );
    return { status: 200, with: found.map(mergeRequestOf) };
  },
  [`POST ${PROJECT}/merge_requests`]: ({ body }, { state }) => {
    const [head, base] = [String(body["source_branch"]), String(body["target_branch"])];
    if (state.pullRequests.some((one) => one.state === "open" && one.head === head && one.base === base))
      return refused(409, "Another open merge request already exists for this source branch: !1");
    const number = state.pullRequests.length + 1;
    const text = { title: String(body["title"]), body: textIn(body["description"]) };
    const made = { number, head, base, state: "open" as const, ...text };
    state.pullRequests.push(made);
    return { status: 201, with: mergeRequestOf(made) };
  },
  [`PUT ${PROJECT}/merge_requests/{merge_request_iid}`]: ({ params, body }, { state }) => {
    const found = state.pullRequests.find(({ number }) => String(number) === params["merge_request_iid"]);
    if (found === undefined) return refused(404, "404 Not Found");
    if (typeof body["title"] === "string") found.title = body["title"];
    if (typeof body["description"] === "string") found.body = body["description"];
    if (body["state_event"] === "close") found.state = "closed";
    return { status: 200, with: mergeRequestOf(found) };
  },
  [`GET ${PROJECT}/merge_requests/{noteable_id}/notes`]: ({ params, query }, { state }) => {
    const all = state.comments.filter(({ on }) => String(on) === params["noteable_id"]);
    const { items, headers } = pageOf(all, query, `merge_requests/${params["noteable_id"]}/notes`);
    return { status: 200, with: items.map(noteOf), headers };
  },
  [`POST ${PROJECT}/merge_requests/{noteable_id}/notes`]: ({ params, body }, { state }) => {
    const made = { id: state.comments.length + 1, on: Number(params["noteable_id"]), own: true };
    state.comments.push({ ...made, body: String(body["body"]) });
    return { status: 201, with: noteOf({ ...made, body: String(body["body"]) }) };
  },
  [`PUT ${PROJECT}/merge_requests/{noteable_id}/notes/{note_id}`]: ({ params, body }, { state }) => {
    const found = state.comments.find(({ id }) => String(id) === params["note_id"]);
    if (found === undefined) return refused(404, "404 Not Found");
    found.body = String(body["body"]);
    return { status: 200, with: noteOf(found) };
  },
  [`POST ${PROJECT}/statuses/{sha}`]: ({ params, body }, { state }) => {
    const { name, state: verdict, description } = body as Record<string, string>;
    const commit = params["sha"] ?? "";
    const status = { commit, context: name ?? "", state: verdict ?? "", description: description ?? "" };
    state.statuses.push(status);
    return { status: 201, with: { status: status.state, sha: commit } };
  },
  ...GITLAB_RELEASE_ROUTES,
};

/** Refuses to create what is there and to update what is not, as GitLab does, and sets the branch whatever it was. */
async function makeCommit({ body }: Asked, { repository }: Behind): Promise<Answer> {
  const {
    branch,
    commit_message: message,
    start_sha: start,
    actions,
  } = body as {
    readonly branch: string;
    readonly commit_message: string;
    readonly start_sha: string;
    readonly actions: readonly Action[];
  };
  const files = new Set(await repository.filesAt(start));
  for (const { action, file_path: path } of actions) {
    if (action === "create" && files.has(path)) return refused(400, "A file with this name already exists");
    if ((action === "update" || action === "delete") && !files.has(path))
      return refused(400, "A file with this name doesn't exist");
  }
  const runnable = new Set(
    actions.filter(({ action }) => action === "chmod").map(({ file_path: path }) => path),
  );
  const entries = actions
    .filter(({ action }) => action !== "chmod")
    .map(({ file_path: path, content }) => ({
      path,
      mode: runnable.has(path) ? "100755" : "100644",
      content: content ?? null,
    }));
  const id = await repository.makeCommit(await repository.makeTree(start, entries), [start], message);
  await repository.setRef(`refs/heads/${branch}`, id);
  return { status: 201, with: { id, parent_ids: [start], message } };
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function noteOf({ id, body, own }: HostState["comments"][number]): object {
  return { id, body, author: { id: own ? OWN : 2 } };
}

function mergeRequestOf({
  number,
  title,
  body,
  head,
  base,
  state,
}: HostState["pullRequests"][number]): object {
  return {
    iid: number,
    web_url: `https://gitlab.com/acme/team/shop/-/merge_requests/${number}`,
    title,
    description: body,
    state: state === "open" ? "opened" : "closed",
    source_branch: head,
    target_branch: base,
  };
}
