import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** What a build was made from: file to the time of its last change. */
type Inputs = Readonly<Record<string, number>>;

/** Whether all that the last build was made from is as it was then, and all that it made is there. */
export async function isCurrent(memory: string, made: readonly string[]): Promise<boolean> {
  try {
    const before = JSON.parse(await readFile(memory, "utf8")) as Inputs;
    const now = await timesOf(Object.keys(before));
    await timesOf(made);
    return Object.entries(before).every(([file, time]) => now[file] === time);
  } catch {
    // Whatever is missing or unreadable: it is built again.
    return false;
  }
}

/** What is installed stays as it is until the lock file changes, so only that need be among `inputs`. */
export async function remember(memory: string, inputs: readonly string[]): Promise<void> {
  const own = inputs.filter((file) => !file.includes("node_modules") && !file.startsWith("\0"));
  await mkdir(dirname(memory), { recursive: true });
  await writeFile(memory, JSON.stringify(await timesOf(own)));
}

async function timesOf(files: readonly string[]): Promise<Inputs> {
  const entries = files.map(async (file) => [file, (await stat(file)).mtimeMs] as const);
  return Object.fromEntries(await Promise.all(entries));
}
