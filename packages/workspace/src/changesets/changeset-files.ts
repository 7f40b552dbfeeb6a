import { lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import { readChangesets } from "@changesets/read";
import type { NewChangeset } from "@changesets/types";
import { ReleaseError } from "@convoy/core";

const LARGEST_BYTES = 1024 * 1024;
const MOST_FILES = 10_000;

/**
 * The changesets of the workspace, those of `.changeset/pre` with the id `pre/NAME`. The files come from anybody who
 * can open a pull request, so a link, a file above 1 MB or a flood of files is refused: `CHANGESET_UNSAFE`.
 * Malformed ones: `CHANGESET_INVALID`, all of them with what is wrong.
 */
export async function readChangesetFiles(root: string): Promise<readonly NewChangeset[]> {
  const files = [...filesIn(root, ".changeset"), ...filesIn(root, ".changeset/pre")];
  refuseUnsafe(root, files);
  if (files.length === 0) return [];
  try {
    return await readChangesets(root);
  } catch (error) {
    refuseInvalid(root, files, error);
    throw error;
  }
}

/** The same for folders inside `.changeset` that changesets does not know; their names are part of the ids. */
export function readChangesetsIn(root: string, folders: readonly string[]): readonly NewChangeset[] {
  const files = folders.flatMap((folder) => filesIn(root, `.changeset/${folder}`)).toSorted();
  refuseUnsafe(root, files);
  refuseInvalid(root, files);
  return files.map((file) => ({
    ...parseChangesetFile(readFileSync(join(root, file), "utf8")),
    id: file.slice(".changeset/".length, -".md".length),
  }));
}

function refuseUnsafe(root: string, files: readonly string[]): void {
  const unsafe =
    files.length > MOST_FILES
      ? [`.changeset: ${files.length} files`]
      : files.flatMap((file) => dangerOf(root, file));
  if (unsafe.length === 0) return;
  throw new ReleaseError("CHANGESET_UNSAFE", unsafe.join("\n"), {
    hint: "Remove these files: a changeset is a small text file.",
  });
}

function refuseInvalid(root: string, files: readonly string[], cause?: unknown): void {
  const invalid = files.filter((file) => !isProse(file)).flatMap((file) => mistakeOf(root, file));
  if (invalid.length === 0) return;
  throw new ReleaseError("CHANGESET_INVALID", invalid.join("\n"), {
    hint: "Mend these files, or write them again with `convoy change`.",
    cause,
  });
}

function filesIn(root: string, folder: string): readonly string[] {
  const stat = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  // A link in the place of the folder is reported as any other link is.
  if (!stat.isDirectory()) return [folder];
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith(".md") && !file.startsWith("."))
    .map((file) => `${folder}/${file}`);
}

function dangerOf(root: string, file: string): readonly string[] {
  const stat = lstatSync(join(root, file));
  if (stat.isSymbolicLink()) return [`${file}: is a symbolic link`];
  if (!stat.isFile()) return [`${file}: is no file`];
  return stat.size > LARGEST_BYTES ? [`${file}: is larger than 1 MB`] : [];
}

/** Texts that live beside changesets and are none. */
function isProse(file: string): boolean {
  return /\/(readme|agents|claude|gemini)\.md$/i.test(file);
}

/** The library says what is wrong with the contents, and not with which file. */
function mistakeOf(root: string, file: string): readonly string[] {
  try {
    parseChangesetFile(readFileSync(join(root, file), "utf8"));
    return [];
  } catch (error) {
    const [what = ""] = error instanceof Error ? error.message.split("\n") : [String(error)];
    return [`${file}: ${what.replace("could not parse changeset - ", "")}`];
  }
}
