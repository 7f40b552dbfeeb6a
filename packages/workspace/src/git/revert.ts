import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { gitError } from "./git-error.ts";
import { revertLine } from "./history.ts";
import { makeCommit, signingOf } from "./make-objects.ts";
import type { PreparedRefs } from "./refs.ts";

/**
 * Makes the commit that takes the release commit back, on top of `tip`, as an object. No ref, index or file
 * changes. Throws `GIT_REVERT_CONFLICT` when later commits changed the same lines.
 */
export async function makeRevert(clone: Clone, refs: PreparedRefs, tip: string): Promise<string> {
  const subject = (await clone.run(["log", "-1", "--format=%s", refs.commit])).trim();
  const message = `Revert "${subject}"\n\n${revertLine(refs.commit)}\n`;
  const before = (await clone.run(["rev-parse", "--verify", `${refs.base}^{tree}`])).trim();
  const { commits: signed } = await signingOf(clone);
  const tree =
    tip === refs.commit ? before : await revertedTree(clone, { tip, before, message, commit: refs.commit });
  return makeCommit(clone, { tree, parent: tip, message, signed });
}

/**
 * A revert is a merge of two that start at the release commit: what came after it, and the tree before it. git
 * merges them without a working tree.
 */
async function revertedTree(
  clone: Clone,
  { tip, before, commit, message }: { tip: string; before: string; commit: string; message: string },
): Promise<string> {
  const undo = await makeCommit(clone, { tree: before, parent: commit, message, signed: false });
  const args = ["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", tip, undo];
  const result = await clone.ask(args);
  const [tree = "", ...conflicts] = result.stdout.split("\0").filter((part) => part !== "");
  if (result.exitCode === 0) return tree;
  if (result.exitCode === 1) throw conflict(commit, conflicts);
  throw /usage|unknown/.test(result.stderr) ? tooOld(commit) : gitError(clone.root, args, result);
}

function conflict(commit: string, files: readonly string[]): ReleaseError {
  const named = [...new Set(files)].slice(0, 5).join(", ");
  return new ReleaseError(
    "GIT_REVERT_CONFLICT",
    `later commits changed what the release commit ${commit.slice(0, 12)} changed: ${named}`,
    {
      hint: `Run \`git revert ${commit}\`, resolve the conflict, push, and run the command again.`,
    },
  );
}

function tooOld(commit: string): ReleaseError {
  return new ReleaseError(
    "GIT_TOO_OLD",
    "the branch moved on, and this git is too old to revert without a checkout",
    {
      hint: `Install git 2.38 or newer; or run \`git revert ${commit}\`, push, and run the command again.`,
    },
  );
}
