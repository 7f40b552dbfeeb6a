import type { Forge, PullRequest } from "../forge.ts";
import { readMade } from "./marker.ts";

const WHY =
  "There is no changeset left that asks for a release, so nothing is left to merge here. The next one opens a new pull request.";

/** Closes the release pull request when there is nothing to release. Answers it, or null where none was open. */
export async function withdrawProposal(
  forge: Forge,
  { branch, base }: { readonly branch: string; readonly base: string },
): Promise<PullRequest | null> {
  const found = await forge.findOpen(branch, base);
  // One that Convoy has not made is somebody's.
  if (found === null || readMade(found.body) === undefined) return null;
  await forge.comment(found.number, WHY);
  await forge.close(found.number);
  return found;
}
