import { randomUUID } from "node:crypto";
import type { Clone } from "../clone.ts";
import { writeObject } from "../write-objects.ts";

export interface RecordContent {
  readonly id: string;
  readonly journal: string;
  /** Commits: the record as it was before, and what it carries. */
  readonly parents: readonly string[];
}

/** Git knows the tree without entries by its hash, in a repository that has none as well. */
const EMPTY_TREE = {
  sha1: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  sha256: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
} as const;

/** Makes the commit of a record and answers its id. The journal is in its message, so that `git log` shows it. */
export async function makeRecord(clone: Clone, { id, journal, parents }: RecordContent): Promise<string> {
  const who = `${await clone.committer()} ${Math.floor(Date.now() / 1000)} +0000`;
  const head = [
    `tree ${EMPTY_TREE[clone.objectFormat]}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
  ].join("\n");
  const text = `${head}\n\nconvoy: record of release ${id}\n\n${journal}`;
  return writeObject(clone, { type: "commit", text });
}

const BEFORE_JOURNAL = /\n\nconvoy: record of release [0-9a-f-]+\n\n/;

/** The journal in the commit of a record; undefined where there is none. */
export function journalOf(commit: string): string | undefined {
  const found = BEFORE_JOURNAL.exec(commit);
  return found === null ? undefined : commit.slice(found.index + found[0].length);
}

/** Makes a lock and answers its id. */
export function makeLock(clone: Clone, text: string): Promise<string> {
  return writeObject(clone, { type: "blob", text: lockBlob(text) });
}

/** What the holder wrote into the lock. */
export function lockText(blob: string): string {
  return blob.replace(/\n[0-9a-f-]{36}\n$/, "");
}

/** Another object each time, whatever its text: so a lease on a lock is a lease on this taking of it. */
function lockBlob(text: string): string {
  return `${text}\n${randomUUID()}\n`;
}
