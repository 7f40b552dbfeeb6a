import type { Clone } from "./clone.ts";
import { writeObjects } from "./write-objects.ts";

export interface CommitContent {
  readonly tree: string;
  readonly parent: string;
  readonly message: string;
  /** Seconds since the epoch; without one, now. */
  readonly date?: number;
  readonly signed: boolean;
}

/** What the user's git signs. */
export interface Signing {
  readonly commits: boolean;
  readonly tags: boolean;
}

/** `commit.gpgSign` and `tag.gpgSign`, in one process. */
export async function signingOf(clone: Clone): Promise<Signing> {
  const args = ["config", "-z", "--type=bool", "--get-regexp", "^(commit|tag)\\.gpgsign$"];
  const { stdout } = await clone.ask(args);
  // A setting may stand in several files; the last one counts.
  const settings = new Map(stdout.split("\0").map((line) => line.split("\n") as [string, string]));
  return { commits: settings.get("commit.gpgsign") === "true", tags: settings.get("tag.gpgsign") === "true" };
}

/** Makes a commit object and answers its id. No ref names it. */
export async function makeCommit(
  clone: Clone,
  { tree, parent, message, date, signed }: CommitContent,
): Promise<string> {
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

/** Makes all annotated tags as objects, unsigned, and answers tag name to object id. */
export async function makeTags(
  clone: Clone,
  { commit, tags, date }: TagContent,
): Promise<Record<string, string>> {
  const names = Object.keys(tags);
  if (names.length === 0) return {};
  const tagger = `${await clone.committer()} ${date} +0000`;
  const ids = await writeObjects(
    clone,
    names.map((name) => ({
      type: "tag",
      text: tagBody({ name, commit, tagger, message: tags[name] ?? "" }),
    })),
  );
  return Object.fromEntries(names.map((name, index) => [name, ids[index] ?? ""]));
}

function tagBody(tag: { name: string; commit: string; tagger: string; message: string }): string {
  const head = `object ${tag.commit}\ntype commit\ntag ${tag.name}\ntagger ${tag.tagger}\n`;
  return `${head}\n${withNewline(tag.message)}`;
}

export function datesOf(date: number): Record<string, string> {
  return { GIT_AUTHOR_DATE: `@${date} +0000`, GIT_COMMITTER_DATE: `@${date} +0000` };
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
