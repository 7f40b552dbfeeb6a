import { cp } from "node:fs/promises";
import { join } from "node:path";
import {
  commitAll,
  generateWorkspace,
  git,
  graphOf,
  isolatedEnv,
  push,
  tempFolder,
  type BuiltWorkspace,
  type Shape,
} from "@convoy/testkit";
import { analyse, type Traffic } from "./measure/analyse.ts";
import { countProcesses } from "./measure/count-processes.ts";
import { runMeasured, type Command, type Measured } from "./measure/run-measured.ts";
import { startRegistry, type RegistryProcess } from "./registry/start-registry.ts";
import type { Stand, ToolAdapter } from "./tools/adapter.ts";

export interface PublishBench {
  readonly packages: number;
  readonly shape: Shape;
  readonly seed: number;
  /** Milliseconds a request. */
  readonly latency: number;
  readonly runs: number;
  readonly tools: readonly ToolAdapter[];
  /** A run that takes longer, in seconds, is ended. */
  readonly longest: number;
  /** Whether to have one more run of each tool, which counts the processes that it starts. */
  readonly count: boolean;
  readonly signal: AbortSignal;
  /** One line for each thing that begins. */
  readonly tell: (line: string) => void;
}

export interface ToolRun extends Measured, Traffic {
  readonly tool: string;
  readonly run: number;
  /** Seconds that the changesets took to apply; null where the tool applied none. */
  readonly versionWall: number | null;
  /** It took longer than it may, and was ended. */
  readonly cutShort: boolean;
}

export interface PublishResult {
  readonly packages: number;
  readonly shape: Shape;
  readonly seed: number;
  readonly latency: number;
  readonly edges: number;
  readonly runs: readonly ToolRun[];
  /** Processes started in a run of their own, by tool; none where they were not counted. */
  readonly processes: Readonly<Record<string, number>>;
}

/**
 * Releases the same workspace with each tool in turn, every time from a fresh copy to an empty registry: the tool
 * applies the changesets, what it wrote is committed, and it publishes all packages, which is what is measured. The first
 * round, where it is wanted, only counts processes, and warms up; the others are measured. The tools alternate, so that what else the
 * machine does falls on all of them.
 */
export async function benchPublish(bench: PublishBench): Promise<PublishResult> {
  const { packages, shape, seed, latency } = bench;
  bench.tell(`making ${packages} packages`);
  const template = await makeTemplate(bench);
  const setting = { template, latency, signal: bench.signal };
  const graph = graphOf(template.packages.filter((one) => !one.private));
  const processes: Record<string, number> = {};
  for (const tool of bench.count ? bench.tools : []) {
    bench.tell(`counting the processes of ${tool.name}`);
    processes[tool.name] = await withStand({ ...setting, tool }, async (command) =>
      countProcesses(command, await tempFolder("count")),
    );
  }
  const runs: ToolRun[] = [];
  for (let run = 1; run <= bench.runs; run += 1) {
    for (const tool of bench.tools) {
      bench.tell(`${tool.name}, run ${run} of ${bench.runs}`);
      const result = await withStand({ ...setting, tool }, async (command, registry, versionWall) => {
        const earlier = (await registry.requests()).length;
        const measured = await runCapped(command, bench.longest);
        const requests = (await registry.requests()).slice(earlier);
        return { ...measured, ...analyse(requests, graph), versionWall };
      });
      if (result.cutShort) bench.tell(`${tool.name} was ended after ${bench.longest} s`);
      else if (result.exitCode !== 0)
        bench.tell(`${tool.name} ended with ${result.exitCode}:\n${result.tail}`);
      runs.push({ tool: tool.name, run, ...result });
    }
  }
  return { packages, shape, seed, latency, edges: Object.values(graph).flat().length, runs, processes };
}

async function runCapped(
  command: Command,
  longest: number,
): Promise<Measured & { readonly cutShort: boolean }> {
  const tooLong = AbortSignal.timeout(longest * 1000);
  const signal = AbortSignal.any([command.signal, tooLong]);
  const measured = await runMeasured({ ...command, signal });
  return { ...measured, cutShort: tooLong.aborted && measured.exitCode === null };
}

async function makeTemplate({ packages, shape, seed }: PublishBench): Promise<BuiltWorkspace> {
  const apps = Math.ceil(packages * 0.05);
  const bulk = { files: 8, bytes: 2500 };
  return generateWorkspace({ seed, packages, shape, apps, bulk, changed: 0.3, install: "links" });
}

interface Setting {
  readonly tool: ToolAdapter;
  readonly template: BuiltWorkspace;
  readonly latency: number;
  readonly signal: AbortSignal;
}

type Use<T> = (command: Command, registry: RegistryProcess, versionWall: number | null) => Promise<T>;

/** Gives `use` the tool's command in a fresh copy, beside a registry that is empty. */
async function withStand<T>({ tool, template, latency, signal }: Setting, use: Use<T>): Promise<T> {
  signal.throwIfAborted();
  const registry = await startRegistry({ latencyMs: latency, token: "bench-token" });
  try {
    const home = await tempFolder("home");
    const root = await freshCopy(template);
    const stand: Stand = { root, home, registry: registry.url, token: registry.token };
    await tool.prepare(stand);
    const surroundings = { cwd: root, env: { ...isolatedEnv(home), ...tool.env(stand) }, signal };
    const versionWall =
      tool.version && (await applyChangesets(stand, { argv: tool.version, ...surroundings }));
    return await use({ argv: tool.publish, ...surroundings }, registry, versionWall);
  } finally {
    await registry.stop();
  }
}

/** Answers the seconds that the tool took. The commit is ours, for every tool the same. */
async function applyChangesets(stand: Stand, command: Command): Promise<number> {
  const { exitCode, wall, tail } = await runMeasured(command);
  if (exitCode !== 0) throw new Error(`${command.argv.join(" ")} ended with ${exitCode}:\n${tail}`);
  await commitAll(stand, "chore: release");
  await push(stand);
  return wall;
}

async function freshCopy(template: BuiltWorkspace): Promise<string> {
  const folder = await tempFolder("copy");
  const [root, origin] = [join(folder, "repo"), join(folder, "origin.git")];
  const whole = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true };
  await cp(template.root, root, whole);
  await cp(template.origin, origin, whole);
  await git(root, ["remote", "set-url", "origin", origin]);
  // Else the first status that a tool asks for would read every file again.
  await git(root, ["status"]);
  return root;
}
