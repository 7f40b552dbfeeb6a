import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Blobs } from "./port.ts";

/** Bytes as files, each under its own hash. A file has its name only when all of its bytes are in it. */
export class BlobFolder implements Blobs {
  readonly #folder: string;
  readonly #doomed: Set<string> = new Set();

  constructor(folder: string) {
    this.#folder = folder;
    rmSync(join(folder, "incoming"), { recursive: true, force: true });
    mkdirSync(join(folder, "incoming"), { recursive: true });
  }

  put(sha256: string, bytes: Uint8Array): void {
    this.#doomed.delete(sha256);
    const path = this.#pathOf(sha256);
    if (existsSync(path)) return;
    const incoming = join(this.#folder, "incoming", sha256);
    writeFileSync(incoming, bytes);
    try {
      renameSync(incoming, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      mkdirSync(join(this.#folder, sha256.slice(0, 2)), { recursive: true });
      renameSync(incoming, path);
    }
  }

  get(sha256: string): Uint8Array | undefined {
    try {
      return readFileSync(this.#pathOf(sha256));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  delete(sha256: string): void {
    this.#doomed.add(sha256);
  }

  /** Removes what was deleted. To be called once no record names it any more. */
  sweep(): void {
    for (const sha256 of this.#doomed) rmSync(this.#pathOf(sha256), { force: true });
    this.#doomed.clear();
  }

  /** Forgets what was to be removed. */
  spare(): void {
    this.#doomed.clear();
  }

  clear(): void {
    this.#doomed.clear();
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(join(this.#folder, "incoming"), { recursive: true });
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }
}
