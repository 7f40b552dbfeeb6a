import { readFile } from "node:fs/promises";

/** The text of a file, or undefined where there is none. What else goes wrong is thrown. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  });
}
