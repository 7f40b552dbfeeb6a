import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

type GiveBack = () => Promise<void>;

const borrowed: GiveBack[] = [];

/** A new, empty folder, by its real path. `cleanUp` removes it. */
export async function tempFolder(purpose = "test"): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `convoy-${purpose}-`)));
  onCleanUp(() => removeFolder(folder));
  return folder;
}

/** Has `cleanUp` call this too. The last borrowed is given back first. */
export function onCleanUp(giveBack: GiveBack): void {
  borrowed.push(giveBack);
}

/** Gives back all that was borrowed since the last call: temp folders, emulators, processes. */
export async function cleanUp(): Promise<void> {
  for (let giveBack = borrowed.pop(); giveBack; giveBack = borrowed.pop()) await giveBack();
}

/** Cleans up after each test of the file. Call it once, at the top of the file. */
export function useTempFolders(afterEach: AfterEach = jestAfterEach()): void {
  afterEach(cleanUp);
}

type AfterEach = (after: () => Promise<void>) => void;

function jestAfterEach(): AfterEach {
  const { afterEach } = globalThis as { afterEach?: AfterEach };
  if (afterEach === undefined)
    throw new Error("useTempFolders: no test runner here; call cleanUp() in a finally");
  return afterEach;
}

/** A client that was just ended may still be writing for a moment, hence the retries. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** The folder, made where it is missing. */
export async function ensureFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}
