import { pageOf, PROJECT, refused } from "./gitlab-answers.ts";
import type { HostedRelease } from "./host-state.ts";
import { dropRelease, showRelease, withoutTheirTag } from "./hosted-releases.ts";
import type { Behind, Routes } from "./route.ts";

export const GITLAB_RELEASE_ROUTES: Routes = {
  [`GET ${PROJECT}/releases`]: async ({ query }, behind) => {
    await dropUntagged(behind);
    const { items, headers } = pageOf(behind.state.releases.toReversed(), query, "releases");
    return { status: 200, with: items.map(releaseOf), headers };
  },
  [`POST ${PROJECT}/releases`]: async ({ body }, behind) => {
    await dropUntagged(behind);
    const {
      tag_name: tag = "",
      name: title = "",
      description: notes = "",
      ref: commit = "",
    } = body as Record<string, string>;
    if (named(behind, tag)) return refused(409, "Release already exists");
    const shown = await showRelease(behind, { tag, commit, title, notes, prerelease: false, latest: true });
    if (shown === undefined) return refused(400, "Target is invalid");
    return { status: 201, with: releaseOf(shown) };
  },
  [`GET ${PROJECT}/releases/{tag_name}`]: async ({ params }, behind) => {
    await dropUntagged(behind);
    const found = named(behind, params["tag_name"]);
    return found ? { status: 200, with: releaseOf(found) } : refused(404, "404 Not found");
  },
  // Whether somebody may delete it is asked of the release: where there is none, nobody may.
  [`DELETE ${PROJECT}/releases/{tag_name}`]: async ({ params }, behind) => {
    await dropUntagged(behind);
    const found = named(behind, params["tag_name"]);
    if (found === undefined) return refused(403, "403 Forbidden");
    dropRelease(behind, found);
    return { status: 200, with: releaseOf(found) };
  },
  [`DELETE ${PROJECT}/repository/tags/{tag_name}`]: async ({ params }, { repository }) => {
    const gone = await repository.removeRef(`refs/tags/${params["tag_name"]}`);
    return gone ? { status: 204, with: {} } : refused(404, "404 Tag Not Found");
  },
};

/** GitLab deletes a release with its tag, also when a push deletes that. */
async function dropUntagged(behind: Behind): Promise<void> {
  for (const release of await withoutTheirTag(behind)) dropRelease(behind, release);
}

function named({ state }: Behind, tag: string | undefined): HostedRelease | undefined {
  return state.releases.find((one) => one.tag === tag);
}

function releaseOf({ tag, title, notes }: HostedRelease): object {
  return { tag_name: tag, name: title, description: notes };
}
