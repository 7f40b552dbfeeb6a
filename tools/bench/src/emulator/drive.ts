import { availableParallelism } from "node:os";
import { Pool } from "undici";
import type { LoadRequest } from "./requests.ts";
import type { EmulatorProcess } from "./start-emulator.ts";
import { busySeconds } from "../measure/run-measured.ts";

/** How fast requests were answered. */
export interface Pace {
  readonly requests: number;
  /** Requests that were not answered with 200. */
  readonly failed: number;
  readonly perSecond: number;
  /** What the emulator's process could answer in a second of processor time, whatever else the machine does. */
  readonly perCpuSecond: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  /** The share of the machine that was busy with something else meanwhile. */
  readonly foreign: number;
}

/** Sends all requests over so many connections, on each the next as soon as the last is answered. */
export async function drive(
  emulator: EmulatorProcess,
  requests: readonly LoadRequest[],
  connections: number,
): Promise<Pace> {
  const { origin, pathname } = new URL(emulator.endpoint);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const headers = {
    authorization: `Bearer ${emulator.token}`,
    accept: "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
    "accept-encoding": "gzip",
    "content-type": "application/json",
  };
  const times: number[] = [];
  let failed = 0;
  const waiting = requests.values();
  const work = async (): Promise<void> => {
    for (const { method, path, body } of waiting) {
      const start = performance.now();
      const reply = await pool.request({ method, path: pathname + path, headers, body: body ?? null });
      await reply.body.dump();
      times.push(performance.now() - start);
      if (reply.statusCode !== 200) failed += 1;
    }
  };
  const before = await spent(emulator);
  await Promise.all(Array.from({ length: connections }, work));
  const after = await spent(emulator);
  await pool.close();
  const [wall, cpu] = [after.wall - before.wall, after.emulator - before.emulator];
  const foreign = after.machine - before.machine - cpu - (after.own - before.own);
  const sorted = times.toSorted((one, other) => one - other);
  return {
    requests: requests.length,
    failed,
    perSecond: requests.length / wall,
    perCpuSecond: requests.length / cpu,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    foreign: Math.max(0, foreign / (wall * availableParallelism())),
  };
}

interface Spent {
  readonly wall: number;
  readonly emulator: number;
  readonly own: number;
  readonly machine: number;
}

/** All in seconds. */
async function spent(emulator: EmulatorProcess): Promise<Spent> {
  const { user, system } = process.cpuUsage();
  return {
    emulator: await emulator.cpu(),
    wall: performance.now() / 1000,
    own: (user + system) / 1e6,
    machine: busySeconds(),
  };
}
