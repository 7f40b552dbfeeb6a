import type { Clone } from "../git/clone.ts";
import { textsOf } from "../git/shared/read-texts.ts";
import { blobsAt } from "./tree-files.ts";

/** What files of the workspace hold at a commit, in two processes. Those that are not there are left out. */
export async function textsAt(
  clone: Clone,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const blobs = await blobsAt(clone, commit, paths);
  const texts = await textsOf(clone, [...new Set(blobs.values())]);
  return new Map([...blobs].flatMap(([path, blob]) => pair(path, texts.get(blob))));
}

function pair(path: string, text: string | undefined): readonly (readonly [string, string])[] {
  return text === undefined ? [] : [[path, text]];
}
