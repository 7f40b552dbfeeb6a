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
  /** What the emulator's process answers in a second of processor time, whatever else the machine does. */
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
  const pool = new Pool(new URL(emulator.endpoint).origin, { connections, pipelining: 1 });
  const answers: Answered[] = [];
  const waiting = requests.values();
  const before = await spent(emulator);
  const work = async (): Promise<void> => {
    for (const request of waiting) answers.push(await send(pool, emulator, request));
  };
  await Promise.all(Array.from({ length: connections }, work));
  const after = await spent(emulator);
  await pool.close();
  const [wall, cpu, own] = [
    after.wall - before.wall,
    after.emulator - before.emulator,
    after.own - before.own,
  ];
  const foreign = after.machine - before.machine - cpu - own;
  const sorted = answers.map(({ time }) => time).toSorted((one, other) => one - other);
  return {
    requests: requests.length,
    failed: answers.filter(({ status }) => status !== 200).length,
    perSecond: requests.length / wall,
    perCpuSecond: requests.length / cpu,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    foreign: Math.max(0, foreign / (wall * availableParallelism())),
  };
}

interface Answered {
  readonly status: number;
  /** Milliseconds. */
  readonly time: number;
}

/** As npm would, to the last byte of the answer. */
async function send(pool: Pool, emulator: EmulatorProcess, request: LoadRequest): Promise<Answered> {
  const start = performance.now();
  const { statusCode: status, body } = await pool.request({
    method: request.method,
    path: new URL(emulator.endpoint).pathname + request.path,
    headers: {
      authorization: `Bearer ${emulator.token}`,
      accept: "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
      "accept-encoding": "gzip",
      "content-type": "application/json",
    },
    body: request.body ?? null,
  });
  await body.dump();
  return { status, time: performance.now() - start };
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
  const cpu = await emulator.cpu();
  return {
    emulator: cpu,
    wall: performance.now() / 1000,
    own: (user + system) / 1e6,
    machine: busySeconds(),
  };
}
