import type { Appender, Disk } from "../../journal/disk.ts";
import type { Dice } from "./dice.ts";
import type { SimulatedProcess } from "./simulated-process.ts";

interface StoredFile {
  /** What a crash cannot take away. */
  safe: string;
  /** What was written, and is not flushed. */
  unsafe: string;
}

/** A disk in memory: a crash loses what was not flushed, or tears it. */
export class MemoryDisk {
  readonly #files: Map<string, StoredFile> = new Map();
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** The disk for a reader that no crash concerns. */
  get now(): Pick<Disk, "list" | "read"> {
    return {
      list: async (folder) => this.#names(folder),
      read: async (path) => this.#files.get(path)?.safe ?? "",
    };
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  write(path: string, text: string): void {
    this.#files.set(path, { safe: text, unsafe: "" });
  }

  /** The disk as a process uses it. `full`: whether the next write finds no space left. */
  of(process: SimulatedProcess, full: () => boolean): Disk {
    return {
      ...this.now,
      makeFolder: async () => undefined,
      append: async (path, bytes) => this.#append(path, bytes, { process, full }),
      remove: (folder) => process.effect(`removing ${folder}`, "here", () => this.#remove(folder)),
    };
  }

  #append(
    path: string,
    bytes: number,
    { process, full }: { readonly process: SimulatedProcess; readonly full: () => boolean },
  ): Appender {
    const old = Buffer.from(this.#files.get(path)?.safe ?? "");
    const file = { safe: old.subarray(0, bytes).toString(), unsafe: "" };
    this.#files.set(path, file);
    process.onDeath(() => this.#tear(file));
    return {
      add: (text) => {
        if (process.dead) return new Promise(() => undefined);
        file.unsafe += text;
        return process.effect(`journal: ${summary(text)}`, "here", () => {
          if (full()) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
          file.safe += file.unsafe;
          file.unsafe = "";
        });
      },
      close: async () => undefined,
    };
  }

  /** Of what was not flushed, a part may have reached the disk all the same, and its last line only half. */
  #tear(file: StoredFile): void {
    file.safe += file.unsafe.slice(0, this.#dice.below(file.unsafe.length + 1));
    file.unsafe = "";
  }

  #names(folder: string): readonly string[] {
    const inside = [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return [...new Set(inside.map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""))];
  }

  #remove(folder: string): void {
    for (const path of this.#files.keys()) {
      if (path === folder || path.startsWith(`${folder}/`)) this.#files.delete(path);
    }
  }
}

/** The kinds of the entries: `begun, begun, settled`. */
function summary(lines: string): string {
  return [...lines.matchAll(/^\d+ \w{8} \{"kind":"([a-z-]+)"/gm)].map(([, kind]) => kind).join(", ");
}
