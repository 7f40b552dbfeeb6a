import type { Appender, Disk } from "./disk.ts";
import type { JournalEntry } from "./entry.ts";
import { encodeLine } from "./line.ts";

/** The durable record of one release. */
export interface Journal {
  /** Resolves once the entry is on the disk. What the entry announces must not begin earlier. */
  append(entry: JournalEntry): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a journal for appending. Entries that arrive while the disk is busy share the next flush, so that a
 * hundred intents at once cost two flushes, not a hundred. After a failed write every later append fails as well:
 * no effect starts without its intent on disk.
 *
 * What stands behind the first `wholeBytes` was torn by a crash and is cut off, so that the next entry is not
 * appended to half a line.
 */
export async function openJournal(disk: Disk, file: string, wholeBytes: number): Promise<Journal> {
  return new FileJournal(await disk.append(file, wholeBytes));
}

class FileJournal implements Journal {
  readonly #file: Appender;
  #waiting: string[] = [];
  #flush: Promise<void> | undefined;

  constructor(file: Appender) {
    this.#file = file;
  }

  append(entry: JournalEntry): Promise<void> {
    this.#waiting.push(encodeLine(entry));
    // The flush under way has taken its lines already; this entry goes with the next one.
    const flush = this.#waiting.length === 1 ? this.#after(this.#flush) : this.#flush;
    this.#flush = flush;
    return flush ?? Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#flush;
    await this.#file.close();
  }

  async #after(previous: Promise<void> | undefined): Promise<void> {
    await previous;
    const lines = this.#waiting.join("");
    this.#waiting = [];
    try {
      await this.#file.add(lines);
    } catch (error) {
      await this.#file.close();
      throw error;
    }
  }
}
