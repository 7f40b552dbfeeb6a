import type { LoggedRequest } from "../registry/request-log.ts";

/** What the registry saw of one run. */
export interface Traffic {
  readonly published: number;
  readonly requests: number;
  /** The most publishes that were under way at the same time. */
  readonly putsInFlight: number;
  /** Seconds from the start of the first publish to the end of the last. */
  readonly putWindow: number;
  /** Dependencies that could be seen only after a package that needs them. */
  readonly orderViolations: number;
}

/** `graph` is package to dependencies. */
export function analyse(
  requests: readonly LoggedRequest[],
  graph: Readonly<Record<string, readonly string[]>>,
): Traffic {
  const puts = requests.filter(({ method, version }) => method === "PUT" && version !== null);
  const landed = puts.filter(({ status }) => status === 201);
  const visibleAt = new Map(landed.map(({ name, effectAt }) => [name ?? "", effectAt]));
  const isEarly = (dependent: string, dependency: string): boolean => {
    const [at, needed] = [visibleAt.get(dependent), visibleAt.get(dependency)];
    return at !== undefined && (needed ?? Infinity) > at;
  };
  const edges = Object.entries(graph).flatMap(([name, needed]) => needed.map((one) => [name, one] as const));
  const start = Math.min(...landed.map(({ startedAt }) => startedAt));
  const end = Math.max(...landed.map(({ endedAt }) => endedAt));
  return {
    published: landed.length,
    requests: requests.length,
    putsInFlight: mostAtOnce(puts),
    putWindow: landed.length === 0 ? 0 : (end - start) / 1000,
    orderViolations: edges.filter(([dependent, dependency]) => isEarly(dependent, dependency)).length,
  };
}

function mostAtOnce(requests: readonly LoggedRequest[]): number {
  const changes = requests.flatMap(({ startedAt, endedAt }) => [
    { at: startedAt, by: 1 },
    { at: endedAt, by: -1 },
  ]);
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  return changes.reduce((most, { by }) => Math.max(most, (now += by)), 0);
}
