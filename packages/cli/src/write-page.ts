import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ReleaseError } from "@convoy/core";
import type { Host } from "./host.ts";

/** Writes the page where `--html` says, and answers where that is. Throws `PAGE_NOT_WRITTEN`. */
export async function writePage({ cwd }: Pick<Host, "cwd">, file: string, page: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    await writeFile(path, page);
    return path;
  } catch (error) {
    throw new ReleaseError("PAGE_NOT_WRITTEN", `${path} could not be written: ${(error as Error).message}`, {
      hint: "`--html FILE` takes a file in a folder that is there.",
    });
  }
}
