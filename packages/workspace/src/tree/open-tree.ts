import { openClone, type Clone, type GitOptions } from "../git/clone.ts";
import { blobsAt } from "./tree-files.ts";
import { workingFiles, type WorkingFile } from "./working-files.ts";
import { writeFiles } from "./write-files.ts";

/** A file that a version step wrote: git blob ids, null where the file was or is absent. */
export interface FileChange {
  /** Relative to the workspace's root, with forward slashes. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The files of the workspace, compared with what git has of them. */
export interface FileTree {
  /** Which of `paths` are now other than at `base`, in the order of their names. */
  recordChanges(base: string, paths: readonly string[]): Promise<readonly FileChange[]>;
  /** The paths at which something else is by now than the changes have written. */
  edited(changes: readonly FileChange[]): Promise<readonly string[]>;
  /** The paths that git knows, or knew at `base`, and at which something else is by now: edited, or committed since. */
  differing(base: string): Promise<readonly string[]>;
  /**
   * Puts files back as they were at `base`; the index is left alone. A file that is neither what it was nor what
   * `changes` say we wrote is left alone too, and named in the answer. With `changes` null, all are put back.
   */
  restore(
    base: string,
    paths: readonly string[],
    changes: readonly FileChange[] | null,
  ): Promise<readonly string[]>;
}

/** Throws `NOT_A_REPOSITORY` where `root` lies in none. */
export async function openTree(root: string, options: GitOptions): Promise<FileTree> {
  return treeOf(await openClone(root, options));
}

/** The files of a clone that is open already. */
export function treeOf(clone: Clone): FileTree {
  return {
    recordChanges: (base, paths) => recordChanges(clone, base, paths),
    edited: (changes) => editedSince(clone, changes),
    differing: (base) => differingFrom(clone, base),
    restore: (base, paths, changes) => restore(clone, base, { paths, changes }),
  };
}

async function recordChanges(
  clone: Clone,
  base: string,
  paths: readonly string[],
): Promise<readonly FileChange[]> {
  const unique = [...new Set(paths)].toSorted();
  const [before, now] = await Promise.all([
    blobsAt(clone, base, unique),
    workingFiles(clone, unique, "root"),
  ]);
  return unique
    .map((path) => ({ path, before: before.get(path) ?? null, after: blobOf(now.get(path)) }))
    .filter((change) => change.before !== change.after);
}

async function editedSince(clone: Clone, changes: readonly FileChange[]): Promise<readonly string[]> {
  const paths = changes.map(({ path }) => path);
  const now = await workingFiles(clone, paths, "root");
  return changes.filter(({ path, after }) => blobOf(now.get(path)) !== after).map(({ path }) => path);
}

async function differingFrom(clone: Clone, base: string): Promise<readonly string[]> {
  const output = await clone.run(["diff", "--name-only", "-z", "--no-renames", "--relative", base, "--"]);
  return output.split("\0").filter((path) => path !== "");
}

interface Restoring {
  readonly paths: readonly string[];
  readonly changes: readonly FileChange[] | null;
}

async function restore(
  clone: Clone,
  base: string,
  { paths, changes }: Restoring,
): Promise<readonly string[]> {
  const unique = [...new Set(paths)].toSorted();
  const [before, now] = await Promise.all([
    blobsAt(clone, base, unique),
    workingFiles(clone, unique, "root"),
  ]);
  const wrote = changes && new Map(changes.map((change) => [change.path, change.after]));
  const different = unique.filter(
    (path) => isOther(now.get(path)) || blobOf(now.get(path)) !== (before.get(path) ?? null),
  );
  const edited = different.filter(
    (path) => isOther(now.get(path)) || (wrote !== null && wrote.get(path) !== blobOf(now.get(path))),
  );
  const ours = different.filter((path) => !edited.includes(path));
  await writeFiles(clone, {
    commit: base,
    write: ours.filter((path) => before.has(path)),
    remove: ours.filter((path) => !before.has(path)),
    at: "root",
  });
  return edited;
}

function blobOf(file: WorkingFile | undefined): string | null {
  return file?.kind === "file" ? file.blob : null;
}

/** A link or a folder where a file was: nothing that a version step makes. */
function isOther(file: WorkingFile | undefined): boolean {
  return file?.kind === "other";
}
