import type { Clone } from "./clone.ts";
import { inOrder } from "../in-order.ts";
import { makeCommit, makeTags, signsCommits } from "./make-objects.ts";
import { treeWith, withPrivateIndex } from "./private-index.ts";
import type { PreparedRefs, PrepareRequest, StartedFrom } from "./refs.ts";

/**
 * Makes the release commit and the annotated tags as objects. No ref, index or file changes, and the same request
 * makes the same objects again (unless commits are signed).
 */
export async function prepare(
  clone: Clone,
  start: StartedFrom,
  request: PrepareRequest,
): Promise<PreparedRefs> {
  const { base, branch, remote, remoteBranch, kept = [] } = start;
  const commit = await releaseCommit(clone, base, request);
  const wanted = Object.entries(request.tags).filter(([tag]) => !kept.includes(tag));
  const tags = await makeTags(clone, { commit, tags: Object.fromEntries(wanted), date: request.date });
  return { base, commit, branch, remote, remoteBranch, tags };
}

async function releaseCommit(clone: Clone, base: string, { commit, date }: PrepareRequest): Promise<string> {
  if (commit === null) return base;
  const tree = withPrivateIndex(clone, base, (env) => treeWith(clone, commit.files, { env }));
  const [made, signed] = await inOrder([tree, signsCommits(clone)]);
  return makeCommit(clone, { tree: made, parent: base, message: commit.message, date, signed });
}
