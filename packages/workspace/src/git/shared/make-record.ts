import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clone } from "../clone.ts";
import { withTempFolder } from "../private-index.ts";

export interface RecordContent {
  readonly id: string;
  readonly journal: string;
  /** Commits: the record as it was before, and what it carries. */
  readonly parents: readonly string[];
}

/** Makes the commit of a record, as objects, in three processes. */
export async function makeRecord(clone: Clone, content: RecordContent): Promise<string> {
  const [blob = ""] = await makeBlobs(clone, [content.journal]);
  return makeRecordOf(clone, content, blob);
}

/** Makes a record and a lock, in three processes too. */
export async function makeOpening(
  clone: Clone,
  content: RecordContent & { readonly lock: string },
): Promise<{ readonly record: string; readonly lock: string }> {
  const [blob = "", lock = ""] = await makeBlobs(clone, [content.journal, lockBlob(content.lock)]);
  return { record: await makeRecordOf(clone, content, blob), lock };
}

export async function makeLock(clone: Clone, text: string): Promise<string> {
  const [lock = ""] = await makeBlobs(clone, [lockBlob(text)]);
  return lock;
}

/** What the holder wrote into the lock. */
export function lockText(blob: string): string {
  return blob.replace(/\n[0-9a-f-]{36}\n$/, "");
}

/** Another object each time, whatever its text: so a lease on a lock is a lease on this taking of it. */
function lockBlob(text: string): string {
  return `${text}\n${randomUUID()}\n`;
}

/** One process, however many there are. */
async function makeBlobs(clone: Clone, texts: readonly string[]): Promise<readonly string[]> {
  return withTempFolder(async (folder) => {
    const files = texts.map((_, index) => join(folder, String(index)));
    await Promise.all(texts.map((text, index) => writeFile(files[index] ?? "", text, { mode: 0o600 })));
    const args = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
    const ids = await clone.run(args, { stdin: files.map((file) => `${file}\n`).join("") });
    return ids.trim().split("\n");
  });
}

async function makeRecordOf(
  clone: Clone,
  { id, parents }: Pick<RecordContent, "id" | "parents">,
  blob: string,
): Promise<string> {
  const tree = (await clone.run(["mktree"], { stdin: `100644 blob ${blob}\tjournal\n` })).trim();
  const args = ["commit-tree", ...parents.flatMap((parent) => ["-p", parent]), "-F", "-", tree];
  return (await clone.run(args, { stdin: `convoy: record of release ${id}\n` })).trim();
}
