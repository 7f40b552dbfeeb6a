import { link, mkdir, rename, rm, writeFile } from "node:fs/promises";
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
  readonly isAlive: (pid: number) => Promise<boolean>;
  readonly pid: number;
}

/** One run of Nx, of which each group, and each task where there are no batches, is a process that comes and goes. */
export interface Session {
  readonly file: string;
  /**
   * Runs `work` on what is known, while no other process of the run does, and keeps what it answers. When the process
   * whose turn it was is gone, nobody knows how far it came: then the release has failed, and `work` does not run.
   */
  update(work: (state: SessionState, keep: Keep) => Promise<SessionState>): Promise<SessionState>;
}

/** Keeps a state at once: what must be known even when this process is killed before `work` ends. */
export type Keep = (state: SessionState) => Promise<void>;

/** Why a release has failed whose process is gone. */
export const CUT_SHORT =
  "NX_CUT_SHORT: the process that carried the release out has ended\n  Run `convoy status` to see where the release is.";

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
  const write = async (path: string, text: string): Promise<string> => {
    await writeFile(`${path}.${pid}`, text);
    return `${path}.${pid}`;
  };
  const keep: Keep = async (state) => rename(await write(file, JSON.stringify(state)), file);
  return {
    file,
    async update(work) {
      if ((await take(await write(lock, String(pid)), lock, isAlive)) === "left behind") {
        const { failed, ...state } = await read(file);
        return { ...state, failed: failed ?? CUT_SHORT };
      }
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

/**
 * A release takes minutes; its other tasks wait for it. The lock appears with the number of its process in it, at once,
 * and nobody but that process removes it: of two who found it left behind, one could remove what the other has just taken.
 */
async function take(
  ours: string,
  lock: string,
  isAlive: SessionOptions["isAlive"],
): Promise<"taken" | "left behind"> {
  try {
    for (;;) {
      if (await isFirst(ours, lock)) return "taken";
      const holder = await readIfThere(lock);
      if (holder !== undefined && !(await isAlive(Number(holder)))) return "left behind";
      await sleep(ASK_AGAIN_MS);
    }
  } finally {
    await rm(ours, { force: true });
  }
}

async function isFirst(ours: string, lock: string): Promise<boolean> {
  try {
    await link(ours, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
