import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ErrorDocument } from "@convoy/core";
import { isAlive } from "../children/is-alive.ts";
import type { Clone } from "./clone.ts";

/** Says, beside git's lock files, whose they are. */
const MARKER = "convoy-locks.json";
/** How long a git process of ours that outlived us may need to end and take its locks away. */
const PATIENCE_MS = 3_000;

export interface Locking {
  /** The refs that are about to change; the index is always among what may be locked. */
  readonly refs: readonly string[];
  readonly onNote: (note: ErrorDocument) => void;
}

/**
 * Does what takes git's locks, under a marker that names this process. When an earlier process of Convoy died in
 * the middle, the locks that its git left are recognised by its marker and removed; anyone else's stay.
 */
export async function underMarker<T>(clone: Clone, locking: Locking, act: () => Promise<T>): Promise<T> {
  const marker = join(clone.gitDir, MARKER);
  await removeDeadLocks(clone, marker, locking);
  await writeFile(marker, JSON.stringify({ pid: process.pid }), { mode: 0o600 });
  try {
    return await act();
  } finally {
    await rm(marker, { force: true });
  }
}

async function removeDeadLocks(clone: Clone, marker: string, { refs, onNote }: Locking): Promise<void> {
  const since = await modifiedAt(marker);
  if (since === undefined || (await isInUse(marker))) return;
  const locks = [
    ...["index", "HEAD"].map((name) => join(clone.gitDir, `${name}.lock`)),
    ...["packed-refs", ...refs].map((name) => join(clone.commonDir, `${name}.lock`)),
  ];
  for (const lock of locks) {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until && (await isSince(lock, since));)
      await wait(50);
    if (!(await isSince(lock, since))) continue;
    await rm(lock, { force: true });
    onNote({
      code: "GIT_LOCK_REMOVED",
      message: `removed ${lock}, which a killed run of Convoy left behind`,
    });
  }
}

async function isSince(path: string, since: number): Promise<boolean> {
  const at = await modifiedAt(path);
  return at !== undefined && at >= since;
}

async function modifiedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

async function isInUse(marker: string): Promise<boolean> {
  const pid = Number(/\d+/.exec(await readFile(marker, "utf8"))?.[0] ?? 0);
  return pid !== 0 && pid !== process.pid && isAlive(pid);
}
