import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PackageOutcome } from "@convoy/core";
import { readIfThere } from "../read-if-there.ts";

/** What has become of a package in this run of Nx. */
export interface SettledPackage {
  readonly outcome: PackageOutcome;
  readonly version?: string;
  readonly reason?: string;
}

/** What the processes of one run of Nx know of their release. */
export interface SessionState {
  /** By package name. */
  readonly packages: Readonly<Record<string, SettledPackage>>;
  /** Why the release failed; nothing is begun after that. */
  readonly failed: string | null;
}

export interface SessionOptions {
  /** The common git directory. */
  readonly gitDirectory: string;
  /** The same for all processes of one run of Nx, and never again. */
  readonly key: string;
  readonly isAlive: (pid: number) => boolean;
  readonly pid: number;
}

/** One run of Nx, of which each group, and each task where there are no batches, is a process that comes and goes. */
export interface Session {
  readonly file: string;
  /** Runs `work` on what is known, while no other process of the run does, and keeps what it answers. */
  update(work: (state: SessionState, keep: Keep) => Promise<SessionState>): Promise<SessionState>;
}

/** Keeps a state at once: what must be known even when this process is killed before `work` ends. */
export type Keep = (state: SessionState) => Promise<void>;

const NOTHING: SessionState = { packages: {}, failed: null };
const ASK_AGAIN_MS = 50;

/**
 * A file beside the records of releases, since each process must find what an earlier one has done, whatever became of
 * it. The record of the release itself stays with `convoy`.
 */
export async function openSession({ gitDirectory, key, isAlive, pid }: SessionOptions): Promise<Session> {
  const folder = join(gitDirectory, "convoy", "nx");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${key}.json`);
  const lock = `${file}.lock`;
  const keep: Keep = async (state) => {
    await writeFile(`${file}.${pid}`, JSON.stringify(state));
    await rename(`${file}.${pid}`, file);
  };
  return {
    file,
    async update(work) {
      await take(lock, { isAlive, pid });
      try {
        const state = await work(await read(file), keep);
        await keep(state);
        return state;
      } finally {
        await rm(lock, { force: true });
      }
    },
  };
}

async function read(file: string): Promise<SessionState> {
  const text = await readIfThere(file);
  return text === undefined ? NOTHING : (JSON.parse(text) as SessionState);
}

/** A release takes minutes; its other tasks wait for it. A process that is gone waits for nobody. */
async function take(lock: string, { isAlive, pid }: Pick<SessionOptions, "isAlive" | "pid">): Promise<void> {
  for (;;) {
    try {
      const handle = await open(lock, "wx");
      await handle.writeFile(String(pid));
      await handle.close();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(await readFile(lock, "utf8").catch(() => ""));
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    await sleep(ASK_AGAIN_MS);
  }
}
