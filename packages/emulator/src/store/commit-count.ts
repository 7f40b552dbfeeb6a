import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

export const COMMIT_COUNT = "commits.txt";

/**
 * How many commits a folder was told to keep, beside the records that have them: a log of changes that was cut short or
 * is missing looks, by itself, like one that was never longer.
 */
export class CommitCount {
  readonly #file: number;
  #count: number;

  constructor(folder: string, count: number) {
    this.#file = openSync(join(folder, COMMIT_COUNT), "w");
    this.#count = count;
    this.#write();
  }

  get next(): number {
    return this.#count + 1;
  }

  /** To be called when the records have the next commit. */
  advance(): void {
    this.#count += 1;
    this.#write();
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(): void {
    writeSync(this.#file, `${this.#count}\n`, 0);
  }
}

/** What a folder says; 0 where it says nothing. */
export function countedCommits(folder: string): number {
  try {
    return Number(readFileSync(join(folder, COMMIT_COUNT), "utf8")) || 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
