import type { EmulatorRequest } from "./requests.ts";

const WRITES: ReadonlySet<string> = new Set(["PublishVersion", "CopyPackageVersions"]);
const READS: ReadonlySet<string> = new Set(["GetPackument", "GetVersion", "DescribePackageVersion"]);

export interface VisibilityOptions {
  /** The channel. Without it all repositories count, which suits a release without a stage. */
  readonly repository?: string;
  /** Each dependency must have been read back, present, before a dependent is written. Default false. */
  readonly readBack?: boolean;
}

/**
 * The sentences that tell where a dependent could be seen before its dependency; none is the proof that the order
 * held. `graph` is package to dependencies. A write of a dependent may start only after the write of the dependency
 * ended, and after the last read of the dependency in between, if there was one, had found it. Dependencies that
 * `requests` do not write were there before.
 */
export function visibilityViolations(
  requests: readonly EmulatorRequest[],
  graph: Readonly<Record<string, readonly string[]>>,
  options: VisibilityOptions = {},
): string[] {
  const inChannel = requests.filter(({ repository }) => (options.repository ?? repository) === repository);
  const byPackage = Map.groupBy(inChannel, (request) => request.package ?? "");
  return Object.entries(graph).flatMap(([dependent, dependencies]) => {
    const [first] = (byPackage.get(dependent) ?? [])
      .filter(isWrite)
      .toSorted((a, b) => a.startedAt - b.startedAt);
    if (first === undefined) return [];
    return dependencies.flatMap((dependency) => {
      const problem = problemBefore(
        first.startedAt,
        byPackage.get(dependency) ?? [],
        options.readBack ?? false,
      );
      return problem === null
        ? []
        : [`${dependent} was written at ${first.startedAt}: ${dependency} ${problem}`];
    });
  });
}

/** What is wrong with writing a dependent at `time`, given all requests for the dependency; null: nothing. */
function problemBefore(time: number, requests: readonly EmulatorRequest[], readBack: boolean): string | null {
  const writes = requests.filter(isWrite);
  if (writes.length === 0) return null;
  const landed = writes.filter(tookEffect).map(({ endedAt }) => endedAt ?? Infinity);
  const visibleFrom = Math.min(Infinity, ...landed);
  if (visibleFrom === Infinity) return "never was";
  if (visibleFrom > time) return `was only at ${visibleFrom}`;
  const reads = requests.filter(
    ({ operation, startedAt, endedAt }) =>
      READS.has(operation) && startedAt >= visibleFrom && (endedAt ?? Infinity) <= time,
  );
  const last = reads.at(-1);
  if (last === undefined) return readBack ? "had not been read back" : null;
  return succeeded(last) ? null : `was last read with status ${last.status ?? "none"}`;
}

function isWrite({ operation }: EmulatorRequest): boolean {
  return WRITES.has(operation);
}

function tookEffect(request: EmulatorRequest): boolean {
  return succeeded(request) || (request.fault?.includes("after-effect") ?? false);
}

function succeeded({ status }: EmulatorRequest): boolean {
  return status !== null && status >= 200 && status < 300;
}
