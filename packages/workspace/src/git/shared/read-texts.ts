import { randomUUID } from "node:crypto";
import type { Clone } from "../clone.ts";

/** What is read of others, in bytes: more than this is no record of Convoy. */
const LONGEST_JOURNAL = 32 * 2 ** 20;
const LONGEST_LOCK = 64 * 2 ** 10;
/** All texts of one reading; later ones are passed over. */
const LONGEST_READING = 128 * 2 ** 20;

/** An object is asked for by its name, as `<id>` or `<id>:<path>`; nothing is fetched for it. */
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
  const files = commits.map((commit) => `${commit}:journal`);
  const stored = await storedAs(clone, [...commits, ...files]);
  const sound = commits.filter((_, index) => stored[index]?.type === "commit");
  const sizes = new Map(files.map((file, index) => [file, stored[commits.length + index]]));
  const named = sound.map((commit) => `${commit}:journal`);
  const texts = await textsOf(clone, within(named, sizes, LONGEST_JOURNAL));
  return new Map([...texts].map(([file, text]) => [file.slice(0, file.indexOf(":")), text]));
}

/** The text of a blob; undefined where the object is something else, or too long. */
export async function readText(clone: Clone, blob: string): Promise<string | undefined> {
  const sizes = new Map([[blob, (await storedAs(clone, [blob]))[0]]]);
  return (await textsOf(clone, within([blob], sizes, LONGEST_LOCK))).get(blob);
}

function within(
  names: readonly string[],
  sizes: ReadonlyMap<string, Stored | undefined>,
  longest: number,
): readonly string[] {
  let total = 0;
  return names.filter((name) => {
    const { type, size } = sizes.get(name) ?? { type: "", size: 0 };
    if (type !== "blob" || size > longest || total + size > LONGEST_READING) return false;
    total += size;
    return true;
  });
}

/** Type and size of each object; undefined for what is not there. */
async function storedAs(clone: Clone, names: readonly string[]): Promise<readonly (Stored | undefined)[]> {
  if (names.length === 0) return [];
  const output = await clone.run(["cat-file", "--batch-check=%(objecttype) %(objectsize)"], {
    stdin: names.map((name) => `${name}\n`).join(""),
    env: HERE_ONLY,
  });
  return output.split("\n").map((line) => {
    const [, type, size] = /^(blob|commit|tag|tree) (\d+)$/.exec(line) ?? [];
    return type === undefined ? undefined : { type, size: Number(size) };
  });
}

/** Name to text. A random word parts the texts: what is in one of them cannot pass for the next. */
async function textsOf(clone: Clone, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const word = randomUUID();
  const output = await clone.run(["cat-file", `--batch=${word} %(rest)`], {
    stdin: names.map((name, index) => `${name} ${index}\n`).join(""),
    env: HERE_ONLY,
  });
  const parts = output.split(`${word} `).slice(1);
  return new Map(
    parts.map((part) => {
      const head = part.indexOf("\n");
      return [names[Number(part.slice(0, head))] ?? "", part.slice(head + 1, -1)];
    }),
  );
}
