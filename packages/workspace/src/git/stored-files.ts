import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { textsOf } from "./shared/read-texts.ts";

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

const RAW = /^:(\d+) (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*$/;

/**
 * Adds files of the working tree at `top` to what `commit` holds: line ends and filters as in any commit. Throws
 * `FILE_NOT_TEXT` for one whose bytes no code host takes as text.
 */
export async function storeFiles(
  clone: Clone,
  commit: string,
  { top, paths }: { readonly top: string; readonly paths: readonly string[] },
): Promise<StoredChanges> {
  const stdin = paths.map((path) => `${path}\0`).join("");
  await clone.run(["-C", top, "update-index", "--add", "--remove", "-z", "--stdin"], { stdin });
  const tree = (await clone.run(["-C", top, "write-tree"])).trim();
  const parts = (await clone.run(["diff-tree", "-r", "-z", "--raw", "--no-renames", commit, tree])).split(
    "\0",
  );
  const changed = parts.flatMap((part, index) => {
    const [, before, mode, blob] = RAW.exec(part) ?? [];
    const path = parts[index + 1];
    return mode === undefined || blob === undefined || path === undefined
      ? []
      : [{ path, mode, isNew: before === GONE, blob }];
  });
  const kept = changed.filter(({ mode }) => mode !== GONE);
  const texts = await textsOf(clone, [...new Set(kept.map(({ blob }) => blob))]);
  const files = changed.map(({ path, mode, isNew, blob }) => ({
    path,
    mode,
    isNew,
    text: mode === GONE ? null : textAt(path, texts.get(blob)),
  }));
  return { tree, files };
}

const GONE = "000000";

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
