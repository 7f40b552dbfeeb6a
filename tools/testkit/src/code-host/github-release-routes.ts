import { notFound, refused, REPO } from "./github-answers.ts";
import { dropRelease, showRelease, withoutTheirTag } from "./hosted-releases.ts";
import type { HostedRelease } from "./host-state.ts";
import type { Behind, Routes } from "./route.ts";

export const GITHUB_RELEASE_ROUTES: Routes = {
  [`GET ${REPO}/releases`]: async ({ query }, behind) => {
    await draftUntagged(behind);
    const size = Number(query.get("per_page") ?? 30);
    const from = (Number(query.get("page") ?? 1) - 1) * size;
    const newest = behind.state.releases.toReversed().slice(from, from + size);
    return { status: 200, with: newest.map(releaseOf) };
  },
  [`POST ${REPO}/releases`]: async ({ body }, behind) => {
    await draftUntagged(behind);
    const tag = String(body["tag_name"]);
    if (behind.state.releases.some((one) => one.tag === tag && !one.draft))
      return refused("Validation Failed", "already_exists");
    const shown = await showRelease(behind, {
      tag,
      commit: String(body["target_commitish"]),
      title: String(body["name"]),
      notes: String(body["body"]),
      prerelease: body["prerelease"] === true,
      latest: body["make_latest"] === "true",
    });
    if (shown === undefined) return refused("Validation Failed", "invalid");
    return { status: 201, with: releaseOf(shown) };
  },
  [`GET ${REPO}/releases/{release_id}`]: ({ params }, behind) => {
    const found = withId(behind, params["release_id"]);
    return found ? { status: 200, with: releaseOf(found) } : notFound();
  },
  [`DELETE ${REPO}/releases/{release_id}`]: ({ params }, behind) => {
    const found = withId(behind, params["release_id"]);
    if (found === undefined) return notFound();
    dropRelease(behind, found);
    return { status: 204, with: {} };
  },
  [`DELETE ${REPO}/git/refs/{ref}`]: async ({ params }, { repository }) => {
    const gone = await repository.removeRef(`refs/${params["ref"]}`);
    return gone ? { status: 204, with: {} } : refused("Reference does not exist");
  },
};

/** GitHub makes a draft of a release whose tag is deleted, and leaves it one when the tag comes again. */
async function draftUntagged(behind: Behind): Promise<void> {
  for (const release of await withoutTheirTag(behind)) release.draft = true;
}

function withId({ state }: Behind, wanted: string | undefined): HostedRelease | undefined {
  return state.releases.find(({ id }) => String(id) === wanted);
}

function releaseOf({ id, tag, draft }: HostedRelease): object {
  return { id, tag_name: tag, draft };
}
