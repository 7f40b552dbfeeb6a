import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LaneFile } from "../changesets/lanes/lane-files.ts";

/** Leaves what lanes keep as it is to be, and answers the absolute paths. */
export function writeLaneFiles(root: string, files: readonly LaneFile[]): readonly string[] {
  return files.map(({ path, text }) => {
    const absolute = join(root, path);
    if (text === null) rmSync(absolute, { force: true });
    else {
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, text);
    }
    return absolute;
  });
}
