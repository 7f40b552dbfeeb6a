import { lstat } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import type { Clone, GitCall } from "../git/clone.ts";
import { checkPaths } from "./path-rules.ts";
import { errorCode } from "../error-code.ts";

/** What is at a path of the working tree. `other` is a link, a folder or a device. */
export type WorkingFile =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly blob: string }
  | { readonly kind: "other" };

const OPEN_FILES = 32;

/** Looks at paths of the working tree, and has git hash all files in one process, as it would store them. */
export async function workingFiles(
  clone: Clone,
  paths: readonly string[],
  at: NonNullable<GitCall["at"]>,
): Promise<ReadonlyMap<string, WorkingFile>> {
  checkPaths(paths);
  const limit = pLimit(OPEN_FILES);
  const kinds = await limit.map(paths, (path) => kindOf(join(clone[at], path)));
  const files = paths.filter((_, index) => kinds[index] === "file");
  const blobs = await hashFiles(clone, files, at);
  return new Map(
    paths.map((path, index) => {
      const blob = blobs.get(path);
      const kind = kinds[index] ?? "other";
      return [
        path,
        kind === "file" && blob !== undefined ? { kind, blob } : { kind: kind === "file" ? "other" : kind },
      ];
    }),
  );
}

async function kindOf(path: string): Promise<WorkingFile["kind"]> {
  try {
    return (await lstat(path)).isFile() ? "file" : "other";
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "absent";
    throw error;
  }
}

async function hashFiles(
  clone: Clone,
  paths: readonly string[],
  at: NonNullable<GitCall["at"]>,
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  // Paths on stdin count from the top folder, wherever git is started.
  const prefix = at === "top" ? "" : clone.prefix;
  const stdin = paths.map((path) => `${quoted(prefix + path)}\n`).join("");
  const output = await clone.run(["hash-object", "--stdin-paths"], { at: "top", stdin });
  const ids = output.trimEnd().split("\n");
  return new Map(paths.map((path, index) => [path, ids[index] ?? ""]));
}

/** A path for a list of one a line: git reads a leading quote as the start of a C string. */
function quoted(path: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what must be quoted
  const special = /["\\\u0000-\u001f]/g;
  if (!path.startsWith('"') && !special.test(path)) return path;
  return `"${path.replace(special, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`)}"`;
}
