import { tempFolder } from "@convoy/testkit";
import { drive, type Pace } from "./emulator/drive.ts";
import { publishes, reads } from "./emulator/requests.ts";
import { startEmulatorProcess } from "./emulator/start-emulator.ts";

export interface EmulatorBench {
  readonly publishes: number;
  readonly reads: number;
  readonly connections: number;
  readonly runs: number;
  readonly signal: AbortSignal;
  /** One line for each thing that begins. */
  readonly tell: (line: string) => void;
}

export type Storage = "memory" | "folder";

export interface EmulatorRun {
  readonly storage: Storage;
  readonly run: number;
  readonly publish: Pace;
  readonly read: Pace;
}

/** Publishes to an emulator in another process over TCP, then reads packuments from it; every run from empty. */
export async function benchEmulator(bench: EmulatorBench): Promise<readonly EmulatorRun[]> {
  const runs: EmulatorRun[] = [];
  for (let run = 1; run <= bench.runs; run += 1) {
    for (const storage of ["memory", "folder"] as const) {
      bench.tell(`${storage}, run ${run} of ${bench.runs}`);
      runs.push({ storage, run, ...(await measure(bench, storage)) });
    }
  }
  return runs;
}

async function measure(
  bench: EmulatorBench,
  storage: Storage,
): Promise<Pick<EmulatorRun, "publish" | "read">> {
  bench.signal.throwIfAborted();
  const emulator = await startEmulatorProcess(storage === "folder" ? await tempFolder("data") : undefined);
  try {
    const publish = await drive(emulator, publishes(bench.publishes), bench.connections);
    const read = await drive(emulator, reads(bench.reads, bench.publishes), bench.connections);
    return { publish, read };
  } finally {
    await emulator.stop();
  }
}
