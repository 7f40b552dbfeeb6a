import { access } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";

export interface TreeStatus {
  readonly head: string;
  /** Null on a detached HEAD. */
  readonly branch: string | null;
  /** Paths that differ from HEAD, or that git does not know. */
  readonly dirty: readonly string[];
}

/** HEAD and what differs from it. Throws `GIT_NO_COMMIT` in a repository without one. */
export async function readStatus(clone: Clone, untracked: boolean): Promise<TreeStatus> {
  const files = untracked ? "--untracked-files=normal" : "--untracked-files=no";
  const output = await clone.run(["status", "--porcelain=v2", "--branch", "-z", "--no-renames", files]);
  const lines = output.split("\0").filter((line) => line !== "");
  const header = (name: string): string => {
    const start = `# branch.${name} `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length) ?? "";
  };
  if (header("oid") === "(initial)") throw noCommit(clone);
  const branch = header("head");
  return {
    head: header("oid"),
    branch: branch === "(detached)" ? null : branch,
    dirty: lines.filter((line) => !line.startsWith("#")).map(pathOf),
  };
}

/** Fields before the path, by the kind of line that `git status --porcelain=v2` writes. */
const FIELDS: Readonly<Record<string, number>> = { "1": 8, u: 10, "?": 1 };

function pathOf(line: string): string {
  return line
    .split(" ")
    .slice(FIELDS[line[0] ?? ""] ?? 0)
    .join(" ");
}

const UNFINISHED: Readonly<Record<string, string>> = {
  MERGE_HEAD: "merge",
  CHERRY_PICK_HEAD: "cherry-pick",
  REVERT_HEAD: "revert",
  "rebase-merge": "rebase",
  "rebase-apply": "rebase",
};

/** Refuses, with `GIT_BUSY`, a merge or rebase that somebody has begun and not ended. */
export async function refuseUnfinished(clone: Clone): Promise<void> {
  for (const [file, act] of Object.entries(UNFINISHED)) {
    if (await exists(join(clone.gitDir, file)))
      throw new ReleaseError("GIT_BUSY", `a ${act} is under way in ${clone.top}`, {
        hint: `End it with \`git ${act} --continue\` or \`git ${act} --abort\`.`,
      });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function noCommit(clone: Clone): ReleaseError {
  return new ReleaseError("GIT_NO_COMMIT", `${clone.top} has no commit yet`, {
    hint: "Commit the workspace first: tags need a commit to stand at.",
  });
}
