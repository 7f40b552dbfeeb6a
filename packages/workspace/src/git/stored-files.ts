import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { treeWith } from "./private-index.ts";
import { textsOf } from "./shared/read-texts.ts";
import { differencesOf } from "./tree-differences.ts";

/** A file that differs from a commit, as git would store it. */
export interface StoredFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  /** As git writes it: `100644`, or `100755` for what may be run. */
  readonly mode: string;
  /** The commit does not have it. */
  readonly isNew: boolean;
  /** Null where the file is gone. */
  readonly text: string | null;
}

/** What a commit of files would hold. Objects are made, and no ref. */
export interface StoredChanges {
  /** The id of the whole tree. */
  readonly tree: string;
  readonly files: readonly StoredFile[];
}

/**
 * Adds files of the working tree at `top` to what `commit` holds: line ends and filters as in any commit. Throws
 * `FILE_NOT_TEXT` for one whose bytes no code host takes as text.
 */
export async function storeFiles(
  clone: Clone,
  commit: string,
  { top, paths }: { readonly top: string; readonly paths: readonly string[] },
): Promise<StoredChanges> {
  const tree = await treeWith(clone, paths, { top });
  const changed = await differencesOf(clone, commit, tree);
  const texts = await textsOf(clone, [...new Set(changed.flatMap(({ to }) => to ?? []))]);
  const files = changed.map(({ path, mode, from, to }) => ({
    path,
    mode,
    isNew: from === null,
    text: to === null ? null : textAt(path, texts.get(to)),
  }));
  return { tree, files };
}

/** What is no UTF-8 was read with this character in its place. */
function textAt(path: string, text: string | undefined): string {
  if (text !== undefined && !text.includes("\ufffd")) return text;
  throw new ReleaseError(
    "FILE_NOT_TEXT",
    `${path} is no text in UTF-8, and the version step has changed it`,
    {
      hint: "Look at the changelog module that .changeset/config.json names.",
    },
  );
}
