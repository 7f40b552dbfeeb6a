import type { Forge } from "../forge.ts";
import { commitOnto, headOf } from "./branches.ts";
import { gitlabClient, type GitlabPlace } from "./client.ts";
import { release, releasedTags, setStatus } from "./marks.ts";
import { change, comment, editComment, findOpen, open, ownComments } from "./merge-requests.ts";
import { removeReleases } from "./removal.ts";

/** What GitLab takes for a description or a comment, in characters. */
const LONGEST_BODY = 1_000_000;

/** A project on gitlab.com or another GitLab. No request is made before something is asked. */
export function openGitlab(place: GitlabPlace): Forge {
  const client = gitlabClient(place);
  return {
    label: `${place.path} on ${new URL(place.api).hostname}`,
    longestBody: LONGEST_BODY,
    headOf: (branch) => headOf(client, branch),
    commitOnto: (commit) => commitOnto(client, commit),
    findOpen: (head, base) => findOpen(client, head, base),
    open: (head, base, text) => open(client, { head, base }, text),
    edit: (number, text) => change(client, number, text),
    close: (number) => change(client, number, { close: true }),
    ownComments: (number) => ownComments(client, number),
    comment: (number, body) => comment(client, number, body),
    editComment: (number, id, body) => editComment(client, number, { id, body }),
    setStatus: (status) => setStatus(client, status),
    releasedTags: (atLeast) => releasedTags(client, atLeast),
    release: (one) => release(client, one),
    removeReleases: (unwanted, among) => removeReleases(client, unwanted, among),
  };
}
