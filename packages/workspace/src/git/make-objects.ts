import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import type { Clone } from "./clone.ts";
import { withTempFolder } from "./private-index.ts";

export interface CommitContent {
  readonly tree: string;
  readonly parent: string;
  readonly message: string;
  /** Seconds since the epoch; without one, now. */
  readonly date?: number;
}

/** Makes a commit object, signed where the user's git signs commits, and answers its id. No ref names it. */
export async function makeCommit(
  clone: Clone,
  { tree, parent, message, date }: CommitContent,
): Promise<string> {
  const signed =
    (await clone.ask(["config", "--type=bool", "--get", "commit.gpgSign"])).stdout.trim() === "true";
  const args = ["commit-tree", ...(signed ? ["-S"] : []), "-p", parent, "-F", "-", tree];
  const env = date === undefined ? {} : datesOf(date);
  return (await clone.run(args, { stdin: withNewline(message), env, reach: "keys" })).trim();
}

export interface TagContent {
  readonly commit: string;
  /** Tag name to its message. */
  readonly tags: Readonly<Record<string, string>>;
  readonly date: number;
}

/**
 * Makes all annotated tags as objects, in one process however many there are, and answers tag name to object id.
 * They are not signed: git signs one tag a process.
 */
export async function makeTags(
  clone: Clone,
  { commit, tags, date }: TagContent,
): Promise<Record<string, string>> {
  const names = Object.keys(tags);
  if (names.length === 0) return {};
  const tagger = `${await clone.committer()} ${date} +0000`;
  return withTempFolder(async (folder) => {
    const files = names.map((_, index) => join(folder, String(index)));
    await Promise.all(
      names.map((name, index) =>
        writeFile(files[index] ?? "", tagBody({ name, commit, tagger, message: tags[name] ?? "" })),
      ),
    );
    const args = ["hash-object", "-t", "tag", "-w", "--no-filters", "--stdin-paths"];
    const ids = (await clone.run(args, { stdin: files.map((file) => `${file}\n`).join("") }))
      .trim()
      .split("\n");
    if (ids.length !== names.length)
      throw new ReleaseError("GIT_FAILED", `git made ${ids.length} of ${names.length} tags`);
    return Object.fromEntries(names.map((name, index) => [name, ids[index] ?? ""]));
  });
}

function tagBody(tag: { name: string; commit: string; tagger: string; message: string }): string {
  const head = `object ${tag.commit}\ntype commit\ntag ${tag.name}\ntagger ${tag.tagger}\n`;
  return `${head}\n${withNewline(tag.message)}`;
}

function datesOf(date: number): Record<string, string> {
  return { GIT_AUTHOR_DATE: `@${date} +0000`, GIT_COMMITTER_DATE: `@${date} +0000` };
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
