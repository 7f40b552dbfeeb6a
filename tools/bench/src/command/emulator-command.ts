import { parseArgs } from "node:util";
import type { Bench, Ran } from "./bench.ts";
import { benchEmulator } from "../bench-emulator.ts";
import { formatEmulatorRuns } from "../report/emulator-table.ts";

/** How fast the emulator answers, so that it is never what a user waits for. */
export const emulatorCommand: Bench = {
  usage: `emulator [options]

  --publishes N    of small packages (10000)
  --reads N        of their packuments (50000)
  --connections N  that ask at the same time (16)
  --runs N         each from empty (3)
`,
  prepare(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        publishes: { type: "string", default: "10000" },
        reads: { type: "string", default: "50000" },
        connections: { type: "string", default: "16" },
        runs: { type: "string", default: "3" },
      },
    });
    const settings = {
      publishes: Number(values.publishes),
      reads: Number(values.reads),
      connections: Number(values.connections),
      runs: Number(values.runs),
    };
    if (!Object.values(settings).every((value) => Number.isInteger(value) && value > 0)) return null;
    return async (surroundings): Promise<Ran> => {
      const bench = { ...settings, ...surroundings };
      const runs = await benchEmulator(bench);
      const failed = runs.some(({ publish, read }) => publish.failed + read.failed > 0);
      return { document: { ...settings, runs }, text: formatEmulatorRuns(bench, runs), failed };
    };
  },
};
