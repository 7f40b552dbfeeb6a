import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { lstat, readFile, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { BuiltWorkspace } from "./build-workspace.ts";
import { git } from "./git.ts";

/** Everything of a workspace that a release could leave behind, to compare with `toEqual`. */
export interface WorkspaceSnapshot {
  readonly head: string;
  /** Null on a detached HEAD. */
  readonly branch: string | null;
  /** Path to mode and blob id, as staged. */
  readonly index: Readonly<Record<string, string>>;
  /** Path to kind and hash, of all files that git does not ignore. */
  readonly files: Readonly<Record<string, string>>;
  /** `git status` in its short form. */
  readonly status: readonly string[];
  readonly localRefs: Readonly<Record<string, string>>;
  readonly remoteRefs: Readonly<Record<string, string>>;
  /** Lock files and started operations (a merge, a rebase) in the git folder. */
  readonly unfinished: readonly string[];
}

/**
 * The workspace and its origin as they are now. Changes nothing, not even the index file. Refs under
 * `refs/convoy/releases/` are left out on both sides: they are the record of a release, which stays by design.
 */
export async function snapshotOf(
  workspace: Pick<BuiltWorkspace, "root" | "origin">,
): Promise<WorkspaceSnapshot> {
  const { root, origin } = workspace;
  const [head, branch, staged, files, status, localRefs, remoteRefs, gitFolder] = await Promise.all([
    git(root, ["rev-parse", "HEAD"]),
    git(root, ["branch", "--show-current"]),
    git(root, ["ls-files", "--stage", "-z"]),
    hashFiles(root),
    git(root, ["--no-optional-locks", "status", "--porcelain=v1", "-z"]),
    refsOf(root),
    refsOf(origin),
    readdir(join(root, ".git")),
  ]);
  return {
    head,
    branch: branch === "" ? null : branch,
    index: Object.fromEntries(split(staged).map((line) => pairOf(line, "\t"))),
    files,
    status: split(status),
    localRefs,
    remoteRefs,
    unfinished: gitFolder.filter((name) =>
      /\.lock$|^(MERGE|REBASE|CHERRY_PICK|REVERT)_HEAD$|^rebase-/.test(name),
    ),
  };
}

/** Ref to object id, without the records of releases. */
async function refsOf(repository: string): Promise<Record<string, string>> {
  const lines = await git(repository, ["for-each-ref", "--format=%(objectname)%09%(refname)"]);
  const refs = lines.split("\n").filter((line) => line !== "" && !line.includes("\trefs/convoy/releases/"));
  return Object.fromEntries(refs.map((line) => pairOf(line, "\t")));
}

async function hashFiles(root: string): Promise<Record<string, string>> {
  const listed = split(await git(root, ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]));
  const found: [string, string][] = [];
  for (const path of new Set(listed)) found.push([path, await describeFile(join(root, path))]);
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function describeFile(path: string): Promise<string> {
  const stat = await lstatOrNull(path);
  if (stat === null) return "absent";
  if (stat.isSymbolicLink()) return `link to ${await readlink(path)}`;
  if (stat.isDirectory()) return "folder";
  const kind = (stat.mode & 0o111) === 0 ? "file" : "executable";
  return `${kind} ${createHash("sha256")
    .update(await readFile(path))
    .digest("hex")}`;
}

async function lstatOrNull(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** `value<separator>key`, as git prints them, the other way round. */
function pairOf(line: string, separator: string): [string, string] {
  const at = line.indexOf(separator);
  return [line.slice(at + 1), line.slice(0, at)];
}

function split(output: string): string[] {
  return output.split("\0").filter((part) => part !== "");
}
