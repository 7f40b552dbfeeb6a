import type { Clone } from "./clone.ts";
import { inOrder } from "../in-order.ts";
import { makeCommit, makeTags, signsCommits } from "./make-objects.ts";
import { withPrivateIndex } from "./private-index.ts";
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
  const [tree, signed] = await inOrder([treeWith(clone, base, commit.files), signsCommits(clone)]);
  return makeCommit(clone, { tree, parent: base, message: commit.message, date, signed });
}

/** The tree of `base` with these files as they are now. */
function treeWith(clone: Clone, base: string, files: readonly string[]): Promise<string> {
  return withPrivateIndex(clone, base, async (env) => {
    const stdin = files.map((file) => `${file}\0`).join("");
    await clone.run(["update-index", "--add", "--remove", "-z", "--stdin"], { env, stdin });
    return (await clone.run(["write-tree"], { env })).trim();
  });
}
