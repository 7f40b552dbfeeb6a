import type { Forge } from "../forge.ts";

export interface StickyComment {
  readonly pullRequest: number;
  /** By which it is found again: a word. */
  readonly key: string;
  /** Markdown of at most so many characters. */
  readonly body: (longest: number) => string;
}

/**
 * Keeps one comment on a pull request, made once and changed in its place. It is known by a mark that nobody sees, and
 * by who wrote it: a mark in the comment of somebody else is not ours.
 */
export async function keepComment(
  forge: Forge,
  { pullRequest, key, body }: StickyComment,
): Promise<"created" | "updated" | "unchanged"> {
  const mark = `<!-- convoy:${key} -->`;
  const text = `${mark}\n${body(forge.longestBody - mark.length - 1).trim()}`;
  const own = await forge.ownComments(pullRequest);
  const found = own.find((comment) => comment.body.startsWith(mark));
  if (found === undefined) {
    await forge.comment(pullRequest, text);
    return "created";
  }
  if (found.body.replaceAll("\r\n", "\n").trim() === text) return "unchanged";
  await forge.editComment(pullRequest, found.id, text);
  return "updated";
}
