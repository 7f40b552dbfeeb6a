import type { PublishResult, ToolRun } from "../bench-publish.ts";

/** The medians of a tool's runs. */
export interface ToolSummary {
  readonly tool: string;
  /** Of applying the changesets; null where none were. */
  readonly versionWall: number | null;
  readonly wall: number;
  /** Seconds for each package that arrived: what a run that was cut short can be compared by. */
  readonly wallPerPackage: number;
  /** Null where a run was cut short, as is `foreign`. */
  readonly cpu: number | null;
  readonly foreign: number | null;
  readonly putWindow: number;
  readonly putsInFlight: number;
  readonly requestsPerPackage: number;
  /** Null where they were not counted. */
  readonly processes: number | null;
  /** The worst run's. */
  readonly orderViolations: number;
  /** Packages that the worst run left in the registry. */
  readonly published: number;
  readonly cutShort: number;
  readonly failedRuns: number;
}

/** One summary a tool, in the order in which they ran. */
export function summarise(result: PublishResult): ToolSummary[] {
  return [...Map.groupBy(result.runs, ({ tool }) => tool)].map(([tool, runs]) => {
    const middle = (of: (run: ToolRun) => number): number => median(runs.map(of));
    const known = (of: (run: ToolRun) => number | null): number | null => {
      const values = runs.map(of).filter((value) => value !== null);
      return values.length === runs.length ? median(values) : null;
    };
    const cutShort = runs.filter((run) => run.cutShort).length;
    return {
      tool,
      versionWall: known((run) => run.versionWall),
      wall: middle((run) => run.wall),
      wallPerPackage: middle((run) => run.wall / Math.max(1, run.published)),
      cpu: known((run) => run.cpu),
      foreign: known((run) => run.foreign),
      putWindow: middle((run) => run.putWindow),
      putsInFlight: middle((run) => run.putsInFlight),
      requestsPerPackage: middle((run) => run.requests / result.packages),
      processes: result.processes[tool] ?? null,
      orderViolations: Math.max(...runs.map((run) => run.orderViolations)),
      published: Math.min(...runs.map((run) => run.published)),
      cutShort,
      failedRuns: runs.filter(({ exitCode }) => exitCode !== 0).length - cutShort,
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
