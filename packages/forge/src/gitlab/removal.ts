import type { UnwantedRelease } from "../forge.ts";
import type { GitlabClient } from "./client.ts";
import { statusOf } from "./error-of.ts";
import { releasedTags } from "./marks.ts";

/**
 * GitLab deletes a release with its tag, some time after the push that deletes that, and knows no drafts: what stands
 * beside a tag that was made again is the later release.
 */
export async function removeReleases(
  client: GitlabClient,
  unwanted: readonly UnwantedRelease[],
  among: number,
): Promise<readonly string[]> {
  const shown = await releasedTags(client, among);
  const removed: string[] = [];
  for (const { tag, tagIs } of unwanted) {
    if (tagIs === "again") continue;
    const wasShown = shown.has(tag);
    if (wasShown) await removeRelease(client, tag);
    // Also without its release: an earlier run may have come that far.
    const hadTag = tagIs === "made-with-it" && (await removeTag(client, tag));
    if (wasShown || hadTag) removed.push(tag);
  }
  return removed;
}

/** GitLab answers 403 for a release that is not there any more: what then is there decides. */
async function removeRelease(client: GitlabClient, tag: string): Promise<void> {
  const { place, api, asking } = client;
  try {
    await asking(`remove the release of ${tag}`, () => api.ProjectReleases.remove(place.path, tag));
  } catch (error) {
    if (![403, 404].includes(statusOf(error) ?? 0) || (await hasRelease(client, tag))) throw error;
  }
}

async function hasRelease({ place, api, asking }: GitlabClient, tag: string): Promise<boolean> {
  try {
    await asking(`read the release of ${tag}`, () => api.ProjectReleases.show(place.path, tag));
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

async function removeTag({ place, api, asking }: GitlabClient, tag: string): Promise<boolean> {
  try {
    await asking(`remove tag ${tag}`, () => api.Tags.remove(place.path, tag));
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
