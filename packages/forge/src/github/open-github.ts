import type { Forge } from "../forge.ts";
import { commitOnto, headOf } from "./branches.ts";
import { githubClient, type GithubPlace } from "./client.ts";
import { releasedTags, release, setStatus } from "./marks.ts";
import { change, comment, editComment, findOpen, open, ownComments } from "./pull-requests.ts";
import { removeReleases } from "./removal.ts";

/** What GitHub takes, in characters; what is longer is refused. */
const LONGEST_BODY = 65_536;

/** A repository on github.com or a GitHub Enterprise Server. No request is made before something is asked. */
export function openGithub(place: GithubPlace): Forge {
  const client = githubClient(place);
  return {
    label: `${place.owner}/${place.repo} on ${new URL(place.api).hostname.replace(/^api\./, "")}`,
    longestBody: LONGEST_BODY,
    headOf: (branch) => headOf(client, branch),
    commitOnto: (commit) => commitOnto(client, commit),
    findOpen: (head, base) => findOpen(client, head, base),
    open: (head, base, text) => open(client, { head, base }, text),
    edit: (number, text) => change(client, number, text),
    close: (number) => change(client, number, { state: "closed" }),
    ownComments: (number) => ownComments(client, number),
    comment: (number, body) => comment(client, number, body),
    editComment: (_number, id, body) => editComment(client, id, body),
    setStatus: (status) => setStatus(client, status),
    releasedTags: (atLeast) => releasedTags(client, atLeast),
    release: (one) => release(client, one),
    removeReleases: (unwanted, among) => removeReleases(client, unwanted, among),
  };
}
