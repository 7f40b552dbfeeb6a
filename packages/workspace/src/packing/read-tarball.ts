import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { Parser, type ReadEntry } from "tar";
import type { PackLimits } from "./pack-limits.ts";
import { secretsIn } from "./secret-content.ts";

export interface TarballEntry {
  /** As it stands in the tarball, `package/` and all. */
  readonly path: string;
  /** As the tar library names it: `File`, `Directory`, `SymbolicLink`, … */
  readonly type: string;
  readonly mode: number;
  readonly size: number;
}

export interface Tarball {
  /** Bytes. */
  readonly size: number;
  /** `sha512-` and base64. */
  readonly integrity: string;
  readonly entries: readonly TarballEntry[];
  /** Text of `package/package.json`; null where there is none. */
  readonly manifest: string | null;
  /** Entry path to what looks like a secret in its content. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** Why reading was given up; the rest then covers only what was read. */
  readonly broken: string | null;
}

const MANIFEST = "package/package.json";
/** A stream costs more than the bytes of a usual package. */
const READ_WHOLE_BYTES = 256 * 1024;
/** Larger files are bundles or data; they are not searched for secrets. */
const SEARCHED_BYTES = 4_000_000;

/**
 * Reads a tarball once: its hash, its entries, its manifest and what looks like a secret. What is
 * wrong with it is in the answer and not thrown, so that all problems of a release can be told at once.
 */
export async function readTarball(path: string, limits: PackLimits): Promise<Tarball> {
  const hash = createHash("sha512");
  const found = new Findings(limits);
  const parser = new Parser({
    strict: true,
    maxDecompressionRatio: limits.ratio,
    onReadEntry: (entry) => found.take(entry),
  });
  let size = 0;
  const ended = new Promise<void>((resolve, reject) => {
    parser.on("end", () => resolve());
    parser.on("error", reject);
  });
  let broken: string | null = null;
  ended.catch((error: unknown) => (broken ??= reasonOf(error)));
  for await (const chunk of await chunksOf(path)) {
    size += chunk.length;
    hash.update(chunk);
    broken ??= found.excess ?? write(parser, chunk);
  }
  broken ??= await finish(parser, ended);
  const { entries, manifest, secrets, excess } = found;
  return {
    size,
    integrity: `sha512-${hash.digest("base64")}`,
    entries,
    manifest,
    secrets,
    broken: excess ?? broken,
  };
}

async function chunksOf(path: string): Promise<Iterable<Buffer> | AsyncIterable<Buffer>> {
  const { size } = await stat(path);
  if (size <= READ_WHOLE_BYTES) return [await readFile(path)];
  return createReadStream(path, { highWaterMark: READ_WHOLE_BYTES }) as AsyncIterable<Buffer>;
}

/** The parser is synchronous and its entries flow: nothing piles up that would need waiting for. */
function write(parser: Parser, chunk: Buffer): string | null {
  try {
    parser.write(chunk);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

async function finish(parser: Parser, ended: Promise<void>): Promise<string | null> {
  try {
    parser.end();
    await ended;
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

class Findings {
  readonly entries: TarballEntry[] = [];
  readonly secrets: Map<string, readonly string[]> = new Map();
  manifest: string | null = null;
  excess: string | null = null;
  readonly #limits: PackLimits;
  #unpacked = 0;

  constructor(limits: PackLimits) {
    this.#limits = limits;
  }

  take(entry: ReadEntry): void {
    const { path, type, mode = 0, size } = entry;
    this.#unpacked += size;
    if (this.#unpacked > this.#limits.unpackedBytes)
      this.excess ??= `its files are more than ${this.#limits.unpackedBytes} bytes`;
    if (this.entries.length >= this.#limits.files)
      this.excess ??= `it has more than ${this.#limits.files} files`;
    const searched = this.excess === null && size > 0 && size <= SEARCHED_BYTES;
    if (!searched) entry.resume();
    if (this.excess !== null) return;
    this.entries.push({ path, type, mode, size });
    if (!searched) return;
    const chunks: Buffer[] = [];
    entry.on("data", (chunk) => chunks.push(chunk));
    entry.on("end", () => this.#search(path, Buffer.concat(chunks)));
  }

  #search(path: string, content: Buffer): void {
    if (path === MANIFEST) this.manifest = content.toString("utf8");
    const secrets = secretsIn(path, content);
    if (secrets.length > 0) this.secrets.set(path, secrets);
  }
}
