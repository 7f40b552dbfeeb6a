import { workingFiles, type WorkingFile } from "../tree/working-files.ts";
import { writeFiles } from "../tree/write-files.ts";
import type { Clone } from "./clone.ts";
import { differencesOf } from "./tree-differences.ts";

/**
 * Brings the index and the working tree from one commit to another. A file that already is as `to` has it is not
 * touched; one that is neither as `from` nor as `to` has it was edited by somebody, and is left as it is. What is
 * staged besides stays staged. Doing it again changes nothing.
 */
export async function moveTree(clone: Clone, from: string, to: string): Promise<void> {
  const differences = await differencesOf(clone, from, to);
  const now = await workingFiles(
    clone,
    differences.map(({ path }) => path),
    "top",
  );
  const stale = differences.filter(({ path, from: old, to: wanted }) => {
    const file = now.get(path);
    return isAt(file, old) && !isAt(file, wanted);
  });
  await moveIndex(clone, from, to);
  await writeFiles(clone, {
    commit: to,
    write: stale.filter((one) => one.to !== null).map(({ path }) => path),
    remove: stale.filter((one) => one.to === null).map(({ path }) => path),
    at: "top",
  });
  // Exits with 1 when files differ from the index, which is no fault here.
  await clone.ask(["update-index", "-q", "--refresh"], { at: "top" });
}

/** Brings the index alone from one commit to another, and keeps what is staged besides. */
export async function moveIndex(clone: Clone, from: string, to: string): Promise<void> {
  await clone.run(["read-tree", "-i", "-m", from, to]);
}

function isAt(file: WorkingFile | undefined, blob: string | null): boolean {
  return blob === null ? file?.kind === "absent" : file?.kind === "file" && file.blob === blob;
}
