import { randomUUID } from "node:crypto";
import type { Clone } from "../clone.ts";
import { journalOf } from "./make-record.ts";

/** What is read of others, in bytes: more than this is no record of Convoy. */
const LONGEST_JOURNAL = 32 * 2 ** 20;
const LONGEST_LOCK = 64 * 2 ** 10;
/** All texts of one reading; later ones are passed over. */
const LONGEST_READING = 128 * 2 ** 20;

/** Nothing is fetched for it. */
const HERE_ONLY = { GIT_NO_LAZY_FETCH: "1" };

interface Stored {
  readonly type: string;
  readonly size: number;
}

/** Whether the object is here, and a commit. */
export async function isCommit(clone: Clone, id: string): Promise<boolean> {
  return (await storedAs(clone, [id]))[0]?.type === "commit";
}

/** The journals of records, by the ids of their commits. What is too long, or not what a record is, is left out. */
export async function readJournals(
  clone: Clone,
  commits: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = await textsWithin(clone, commits, { type: "commit", longest: LONGEST_JOURNAL });
  const journals = [...texts].map(([commit, text]) => [commit, journalOf(text)] as const);
  return new Map(journals.filter((found): found is [string, string] => found[1] !== undefined));
}

/** The text of a blob; undefined where the object is something else, or too long. */
export async function readText(clone: Clone, blob: string): Promise<string | undefined> {
  return (await textsWithin(clone, [blob], { type: "blob", longest: LONGEST_LOCK })).get(blob);
}

interface Allowed {
  readonly type: Stored["type"];
  /** In bytes. */
  readonly longest: number;
}

async function textsWithin(
  clone: Clone,
  ids: readonly string[],
  { type, longest }: Allowed,
): Promise<ReadonlyMap<string, string>> {
  const stored = await storedAs(clone, ids);
  let total = 0;
  const sound = ids.filter((_, index) => {
    const found = stored[index];
    if (found?.type !== type || found.size > longest || total + found.size > LONGEST_READING) return false;
    total += found.size;
    return true;
  });
  return textsOf(clone, sound);
}

/** Type and size of each object; undefined for what is not there. */
async function storedAs(clone: Clone, ids: readonly string[]): Promise<readonly (Stored | undefined)[]> {
  if (ids.length === 0) return [];
  const output = await clone.run(["cat-file", "--batch-check=%(objecttype) %(objectsize)"], {
    stdin: ids.map((name) => `${name}\n`).join(""),
    env: HERE_ONLY,
  });
  return output.split("\n").map((line) => {
    const [, type, size] = /^(blob|commit|tag|tree) (\d+)$/.exec(line) ?? [];
    return type === undefined ? undefined : { type, size: Number(size) };
  });
}

/** Id to text. A random word parts the texts: what is in one of them cannot pass for the next. */
export async function textsOf(clone: Clone, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const word = randomUUID();
  const output = await clone.run(["cat-file", `--batch=${word} %(rest)`], {
    stdin: ids.map((name, index) => `${name} ${index}\n`).join(""),
    env: HERE_ONLY,
  });
  const parts = output.split(`${word} `).slice(1);
  return new Map(
    parts.map((part) => {
      const head = part.indexOf("\n");
      return [ids[Number(part.slice(0, head))] ?? "", part.slice(head + 1, -1)];
    }),
  );
}
