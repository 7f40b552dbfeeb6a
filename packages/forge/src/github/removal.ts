import type { UnwantedRelease } from "../forge.ts";
import type { GithubClient } from "./client.ts";
import { statusOf } from "./error-of.ts";
import { newestReleases, type ShownRelease } from "./marks.ts";

/**
 * GitHub makes a draft of a release whose tag is deleted, some time after, and leaves it a draft when the tag comes
 * again. A draft is found by its tag in the list alone, and deleted by its id.
 */
export async function removeReleases(
  client: GithubClient,
  unwanted: readonly UnwantedRelease[],
  among: number,
): Promise<readonly string[]> {
  const tagIs = new Map(unwanted.map((one) => [one.tag, one.tagIs]));
  const left = (await newestReleases(client, among)).filter(
    ({ tag, draft }) => tagIs.has(tag) && (draft || tagIs.get(tag) !== "again"),
  );
  const removed = new Set<string>();
  // One after the other: GitHub slows down whoever writes side by side.
  for (const release of left) {
    await removeRelease(client, release);
    removed.add(release.tag);
  }
  // Also without its release: an earlier run may have come that far.
  for (const one of unwanted)
    if (one.tagIs === "made-with-it" && (await removeTag(client, one.tag))) removed.add(one.tag);
  return [...removed];
}

/** GitHub answers 404 for what is not there, and to some tokens for what they may not: what then is there decides. */
async function removeRelease(client: GithubClient, { id, tag }: ShownRelease): Promise<void> {
  const { place, request, asking } = client;
  const { owner, repo } = place;
  try {
    await asking(`remove the release of ${tag}`, () =>
      request("DELETE /repos/{owner}/{repo}/releases/{release_id}", { owner, repo, release_id: id }),
    );
  } catch (error) {
    if (statusOf(error) !== 404 || (await hasRelease(client, id))) throw error;
  }
}

async function hasRelease({ place, request, asking }: GithubClient, id: number): Promise<boolean> {
  const { owner, repo } = place;
  try {
    await asking("read a release", () =>
      request("GET /repos/{owner}/{repo}/releases/{release_id}", { owner, repo, release_id: id }),
    );
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Answers false where there is no such tag, of which GitHub says so with 422. */
async function removeTag({ place, request, asking }: GithubClient, tag: string): Promise<boolean> {
  const { owner, repo } = place;
  try {
    await asking(`remove tag ${tag}`, () =>
      request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { owner, repo, ref: `tags/${tag}` }),
    );
    return true;
  } catch (error) {
    if (statusOf(error) === 422 && /Reference does not exist/.test(String(error))) return false;
    throw error;
  }
}
