import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { isolatedEnv } from "../clients/isolated-env.ts";
import { CONVOY_BIN } from "../convoy/run-convoy.ts";
import { tempFolder } from "../temp-folders.ts";
import { rigAt, type EmulatorRig, type RigOptions } from "./rig.ts";

export interface SpawnOptions extends RigOptions {
  /** More arguments of `convoy emulator`: `--data`, `--latency`, `--quotas`, … */
  readonly args?: readonly string[];
}

export interface SpawnedEmulator {
  readonly rig: EmulatorRig;
  readonly pid: number;
}

/** Starts the emulator as a user does, as its own process: `convoy emulator --port 0`. */
export async function spawnEmulator(options: SpawnOptions = {}): Promise<SpawnedEmulator> {
  const home = await tempFolder("home");
  const child = execa(process.execPath, [CONVOY_BIN, "emulator", "--port", "0", ...(options.args ?? [])], {
    cwd: home,
    env: isolatedEnv(home),
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    forceKillAfterDelay: 2000,
  });
  const close = async (): Promise<void> => {
    child.kill();
    await child;
  };
  try {
    const url = await announcedUrl(child.stdout);
    if (url === null) throw new Error(`the emulator ended before it was ready: ${(await child).stderr}`);
    return { rig: await rigAt({ url, close }, options), pid: child.pid ?? 0 };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The URL from the one line that the emulator prints when it is ready; null when it ended without it. */
async function announcedUrl(stdout: Readable): Promise<string | null> {
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /^CodeArtifact emulator on (http:\/\/\S+)$/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return null;
}
