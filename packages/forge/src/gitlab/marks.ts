import type { CommitStatus, HostRelease } from "../forge.ts";
import type { GitlabClient } from "./client.ts";
import { statusOf } from "./error-of.ts";

export async function setStatus(
  { place, api, asking }: GitlabClient,
  { commit, context, passed, description }: CommitStatus,
): Promise<void> {
  await asking(`set the status of ${commit}`, () =>
    api.Commits.editStatus(place.path, commit, passed ? "success" : "failed", { name: context, description }),
  );
}

const PAGE = 100;

export async function releasedTags(
  { place, api, asking }: GitlabClient,
  atLeast: number,
): Promise<ReadonlySet<string>> {
  const maxPages = Math.ceil(atLeast / PAGE) + 1;
  const releases = await asking("read the releases", () =>
    api.ProjectReleases.all(place.path, { perPage: PAGE, maxPages }),
  );
  return new Set(releases.map(({ tag_name }) => tag_name));
}

/** GitLab knows neither prereleases nor a latest one, and refuses a second release of a tag with 409. */
export async function release(
  { place, api, asking }: GitlabClient,
  { tag, commit, title, notes }: HostRelease,
): Promise<boolean> {
  try {
    await asking(`release ${tag}`, () =>
      api.ProjectReleases.create(place.path, { tagName: tag, ref: commit, name: title, description: notes }),
    );
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    throw error;
  }
}
