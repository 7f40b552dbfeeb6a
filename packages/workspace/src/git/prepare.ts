import type { Clone } from "./clone.ts";
import { makeCommit, makeTags, signingOf } from "./make-objects.ts";
import { treeWith, withPrivateIndex } from "./private-index.ts";
import { makeSignedTags } from "./sign-tags.ts";
import type { PreparedRefs, PrepareRequest, StartedFrom } from "./refs.ts";

/**
 * Makes the release commit and the annotated tags as objects. No ref, index or file changes, and the same request
 * makes the same objects again (unless they are signed).
 */
export async function prepare(
  clone: Clone,
  start: StartedFrom,
  request: PrepareRequest,
): Promise<PreparedRefs> {
  const { base, branch, remote, remoteBranch, kept = [] } = start;
  const signing = await signingOf(clone);
  const commit = await releaseCommit(clone, request, { base, signed: signing.commits });
  const wanted = Object.entries(request.tags).filter(([tag]) => !kept.includes(tag));
  const content = { commit, tags: Object.fromEntries(wanted), date: request.date };
  const tags = await (signing.tags ? makeSignedTags : makeTags)(clone, content);
  return { base, commit, branch, remote, remoteBranch, tags };
}

interface OnTop {
  readonly base: string;
  readonly signed: boolean;
}

/** The base itself where nothing is committed. */
async function releaseCommit(
  clone: Clone,
  { commit, date }: PrepareRequest,
  { base, signed }: OnTop,
): Promise<string> {
  if (commit === null) return base;
  const tree = await withPrivateIndex(clone, base, (env) => treeWith(clone, commit.files, { env }));
  return makeCommit(clone, { tree, parent: base, message: commit.message, date, signed });
}
