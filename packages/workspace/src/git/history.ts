import { join } from "node:path";
import { gitError } from "./git-error.ts";
import type { Clone } from "./clone.ts";
import { branchRef, type PreparedRefs, type RefMap } from "./refs.ts";

/** Whether `older` is `newer` or one of its ancestors. No, when this clone lacks one of them. */
export async function isAncestor(clone: Clone, older: string, newer: string): Promise<boolean> {
  if (older === newer) return true;
  const args = ["merge-base", "--is-ancestor", older, newer];
  const result = await clone.ask(args);
  if (result.exitCode === 0) return true;
  if (result.exitCode === 1 || /Not a valid (commit|object) name|bad object/i.test(result.stderr))
    return false;
  throw gitError(clone.root, args, result);
}

/** Where the release commit is in the history that ends in `tip`. */
export type CommitStanding =
  | { readonly kind: "absent" }
  | { readonly kind: "present"; readonly tip: string }
  | { readonly kind: "reverted"; readonly tip: string; readonly by: string };

/** Looks for the release commit and for a commit that reverts it. `tip` must be an object of this clone. */
export async function commitStanding(
  clone: Clone,
  { base, commit }: Pick<PreparedRefs, "base" | "commit">,
  tip: string | undefined,
): Promise<CommitStanding> {
  // The two usual answers need no process: nobody has moved the branch, or nobody after us.
  if (tip === undefined || (tip === base && commit !== base)) return { kind: "absent" };
  if (!(await isAncestor(clone, commit, tip))) return { kind: "absent" };
  if (tip === commit) return { kind: "present", tip };
  const grep = ["log", "--format=%H", "--fixed-strings", `--grep=${revertLine(commit)}`, `${commit}..${tip}`];
  const [by] = (await clone.run(grep)).split("\n");
  return by === undefined || by === "" ? { kind: "present", tip } : { kind: "reverted", tip, by };
}

/** The line by which a revert is known, as `git revert` writes it. */
export function revertLine(commit: string): string {
  return `This reverts commit ${commit}.`;
}

/** Brings the objects of the branch on the remote here, when its tip is unknown. No ref changes. */
export async function fetchTip(clone: Clone, refs: PreparedRefs, there: RefMap): Promise<string | undefined> {
  if (refs.remote === null || refs.branch === null) return undefined;
  const ref = branchRef(refs.branch);
  const tip = there.get(ref);
  if (tip !== undefined && (await missingObjects(clone, [tip])).length > 0)
    await fetchObjects(clone, refs.remote, { refs: [ref] });
  return tip;
}

export interface FetchRequest {
  /** Refs of the remote. */
  readonly refs: readonly string[];
  /** Also the contents of files, in a clone that otherwise leaves them on the remote. */
  readonly whole?: true;
  /** The objects go to this git directory, and this clone's are only read. */
  readonly into?: string;
}

/** Fetches what the refs of the remote name, and writes no ref of this clone. */
export async function fetchObjects(
  clone: Clone,
  remote: string,
  { refs, whole, into }: FetchRequest,
): Promise<void> {
  const quiet = [
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    "--refmap=",
    "--recurse-submodules=no",
  ];
  await clone.run([...quiet, ...(whole ? ["--no-filter"] : []), "--stdin", remote], {
    reach: "remote",
    stdin: refs.map((ref) => `${ref}\n`).join(""),
    ...(into === undefined ? {} : { env: writingInto(into, clone) }),
  });
}

function writingInto(into: string, { commonDir }: Clone): Readonly<Record<string, string>> {
  return {
    GIT_OBJECT_DIRECTORY: join(into, "objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(commonDir, "objects"),
  };
}

/** Those of the objects that this clone, or another git directory, does not have, in one process. */
export async function missingObjects(
  clone: Clone,
  ids: readonly string[],
  gitDir: string = clone.gitDir,
): Promise<readonly string[]> {
  const output = await clone.run([`--git-dir=${gitDir}`, "cat-file", "--batch-check=%(objectname)"], {
    stdin: ids.map((id) => `${id}\n`).join(""),
    env: { GIT_NO_LAZY_FETCH: "1" },
  });
  return output
    .split("\n")
    .filter((line) => line.endsWith(" missing"))
    .map((line) => line.slice(0, -" missing".length));
}
