import { median } from "./summary.ts";
import { align } from "./table.ts";
import type { EmulatorBench, EmulatorRun, Storage } from "../bench-emulator.ts";
import type { Pace } from "../emulator/drive.ts";

/** On two processors that do nothing else, with everything in memory. */
const WANTED: Readonly<Record<Task, number>> = { publish: 1000, read: 5000 };

type Task = "publish" | "read";

const HEADS = ["", "a second", "wanted", "a CPU second", "median, ms", "p99, ms", "failed", "busy elsewhere"];

/** The result for eyes: a line on what was done, and a row for each task and storage. */
export function formatEmulatorRuns(bench: EmulatorBench, runs: readonly EmulatorRun[]): string {
  const title = `emulator: ${bench.publishes} publishes, then ${bench.reads} packuments read, ${bench.connections} connections, median of ${bench.runs}`;
  const rows = (["publish", "read"] as const).flatMap((task) =>
    (["memory", "folder"] as const).map((storage) => rowOf(task, storage, runs)),
  );
  return `${title}\n\n${align([HEADS, ...rows])}\n`;
}

function rowOf(task: Task, storage: Storage, runs: readonly EmulatorRun[]): readonly string[] {
  const paces = runs.filter((run) => run.storage === storage).map((run) => run[task]);
  const middle = (of: (pace: Pace) => number, digits: number): string =>
    median(paces.map(of)).toFixed(digits);
  return [
    `${task}, ${storage}`,
    middle((pace) => pace.perSecond, 0),
    storage === "memory" ? `${WANTED[task]}` : "",
    middle((pace) => pace.perCpuSecond, 0),
    middle((pace) => pace.median, 2),
    middle((pace) => pace.p99, 2),
    `${paces.reduce((sum, { failed }) => sum + failed, 0)}`,
    middle((pace) => pace.foreign, 2),
  ];
}
