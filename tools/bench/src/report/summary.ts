import type { PublishResult, ToolRun } from "../bench-publish.ts";

/** The medians of a tool's runs. */
export interface ToolSummary {
  readonly tool: string;
  readonly wall: number;
  readonly cpu: number;
  readonly foreign: number;
  readonly putWindow: number;
  readonly putsInFlight: number;
  readonly requestsPerPackage: number;
  readonly processes: number;
  /** The worst run's. */
  readonly orderViolations: number;
  /** Packages that the worst run left in the registry. */
  readonly published: number;
  readonly failedRuns: number;
}

/** One summary a tool, in the order in which they ran. */
export function summarise(result: PublishResult): ToolSummary[] {
  return [...Map.groupBy(result.runs, ({ tool }) => tool)].map(([tool, runs]) => {
    const middle = (of: (run: ToolRun) => number): number => median(runs.map(of));
    return {
      tool,
      wall: middle((run) => run.wall),
      cpu: middle((run) => run.cpu),
      foreign: middle((run) => run.foreign),
      putWindow: middle((run) => run.putWindow),
      putsInFlight: middle((run) => run.putsInFlight),
      requestsPerPackage: middle((run) => run.requests / result.packages),
      processes: result.processes[tool] ?? 0,
      orderViolations: Math.max(...runs.map((run) => run.orderViolations)),
      published: Math.min(...runs.map((run) => run.published)),
      failedRuns: runs.filter(({ exitCode }) => exitCode !== 0).length,
    };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
