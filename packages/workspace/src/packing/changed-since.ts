import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { list, type ReadEntry } from "tar";
import { errorCode } from "../error-code.ts";

const ROOT = "package/";
const MANIFEST = "package.json";

/**
 * Files of a tarball that the folder of the package now has otherwise. Its manifest is rewritten by packing and does not
 * count, nor does a file that is not there: it may have been built on another machine, or be the licence of the workspace.
 */
export async function changedSince(tarball: string, folder: string): Promise<readonly string[]> {
  const from = join(folder, await packedFolder(folder));
  const comparing: Promise<string | null>[] = [];
  await list({
    file: tarball,
    onReadEntry(entry) {
      const path = entry.path.slice(ROOT.length);
      if (entry.type !== "File" || path === MANIFEST) entry.resume();
      else comparing.push(differs(entry, path, from));
    },
  });
  return (await Promise.all(comparing)).filter((path) => path !== null);
}

/** `publishConfig.directory` of the manifest, which is packed in the place of the package's own folder. */
async function packedFolder(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, MANIFEST), "utf8")) as {
    readonly publishConfig?: { readonly directory?: string };
  };
  return manifest.publishConfig?.directory ?? "";
}

async function differs(entry: ReadEntry, path: string, from: string): Promise<string | null> {
  const packed = await entry.concat();
  try {
    return packed.equals(await readFile(join(from, path))) ? null : path;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(errorCode(error) ?? "")) return null;
    throw error;
  }
}
