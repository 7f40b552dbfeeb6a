import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Every file below the folders, those of git too, and a hash of its bytes: to show that not one was touched. */
export async function bytesIn(...folders: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const found: [string, string][] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) found.push([path, hashOf(await readFile(path))]);
    }
  }
  return Object.fromEntries(found);
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
