import { ReleaseError } from "@convoy/core";

/** Characters that git allows in no ref: controls, space, and those with a meaning in revisions and refspecs. */
// oxlint-disable-next-line no-control-regex -- git refuses control characters, so this must name them
const FORBIDDEN = /[\u0000-\u0020\u007f~^:?*[\\]/;

/** Why git would refuse this name of a tag or a branch; null when it would not. The rules of git-check-ref-format. */
export function refNameProblem(name: string): string | null {
  if (name === "") return "it is empty";
  if (name.startsWith("-")) return "it begins with `-`";
  if (name === "@" || name.includes("@{")) return "`@` alone and `@{` have a meaning of their own";
  if (FORBIDDEN.test(name)) return "it has a space or a character that git forbids";
  if (name.includes("..")) return "it has `..`";
  if (name.endsWith(".")) return "it ends with `.`";
  const parts = name.split("/");
  if (parts.some((part) => part === "")) return "it has an empty part between slashes";
  if (parts.some((part) => part.startsWith("."))) return "a part of it begins with `.`";
  if (parts.some((part) => part.endsWith(".lock"))) return "a part of it ends with `.lock`";
  return null;
}

/** Refuses, with `GIT_TAG_INVALID`, names of tags that git would refuse. */
export function checkTagNames(tags: readonly string[]): void {
  for (const tag of tags) {
    const problem = refNameProblem(tag);
    if (problem !== null)
      throw new ReleaseError("GIT_TAG_INVALID", `${JSON.stringify(tag)} cannot be a tag: ${problem}`, {
        hint: "Change `tagFormat` in convoy.json.",
      });
  }
}
