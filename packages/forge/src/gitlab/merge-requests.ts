import type { Comment, PullRequest, PullRequestText } from "../forge.ts";
import type { GitlabClient } from "./client.ts";
import { statusOf } from "./error-of.ts";

interface Found {
  readonly iid: number;
  readonly web_url: string;
  readonly title: string;
  readonly description: string | null;
}

export async function findOpen(
  { place, api, asking }: GitlabClient,
  head: string,
  base: string,
): Promise<PullRequest | null> {
  const found = await asking(`look for the merge request of ${head}`, () =>
    api.MergeRequests.all({
      projectId: place.path,
      sourceBranch: head,
      targetBranch: base,
      state: "opened",
      maxPages: 1,
    }),
  );
  return found[0] === undefined ? null : asPullRequest(found[0]);
}

/** GitLab refuses a second one between the same branches with 409. */
export async function open(
  { place, api, asking }: GitlabClient,
  { head, base }: { readonly head: string; readonly base: string },
  { title, body }: PullRequestText,
): Promise<PullRequest | null> {
  try {
    const made = await asking(`open a merge request from ${head} to ${base}`, () =>
      api.MergeRequests.create(place.path, head, base, title, { description: body }),
    );
    return asPullRequest(made);
  } catch (error) {
    if (statusOf(error) === 409) return null;
    throw error;
  }
}

export async function change(
  { place, api, asking }: GitlabClient,
  number: number,
  { title, body, close }: Partial<PullRequestText> & { readonly close?: true },
): Promise<void> {
  await asking(`update merge request ${number}`, () =>
    api.MergeRequests.edit(place.path, number, {
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { description: body }),
      ...(close ? { stateEvent: "close" as const } : {}),
    }),
  );
}

export async function ownComments(
  { place, api, asking }: GitlabClient,
  number: number,
): Promise<readonly Comment[]> {
  const { id: own } = await asking("read whose token this is", () => api.Users.showCurrentUser());
  const notes = await asking(`read the comments of merge request ${number}`, () =>
    api.MergeRequestNotes.all(place.path, number, { sort: "asc", orderBy: "created_at", perPage: 100 }),
  );
  return notes.filter(({ author }) => author.id === own).map(({ id, body }) => ({ id: String(id), body }));
}

export async function comment(
  { place, api, asking }: GitlabClient,
  number: number,
  body: string,
): Promise<void> {
  await asking(`comment on merge request ${number}`, () =>
    api.MergeRequestNotes.create(place.path, number, body),
  );
}

export async function editComment(
  { place, api, asking }: GitlabClient,
  number: number,
  { id, body }: Comment,
): Promise<void> {
  await asking(`update comment ${id}`, () =>
    api.MergeRequestNotes.edit(place.path, number, Number(id), { body }),
  );
}

function asPullRequest({ iid, web_url, title, description }: Found): PullRequest {
  return { number: iid, url: web_url, title, body: description ?? "" };
}
