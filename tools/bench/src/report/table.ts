import type { PublishResult } from "../bench-publish.ts";
import { summarise, type ToolSummary } from "./summary.ts";

interface Row {
  readonly label: string;
  /** Null: it is not known. */
  readonly value: (summary: ToolSummary) => number | null;
  readonly digits: number;
  /** Whether to divide the later tools' figures by the first one's. */
  readonly compare: boolean;
}

const ROWS: readonly Row[] = [
  { label: "changesets applied in, s", value: (one) => one.versionWall, digits: 2, compare: true },
  { label: "wall, s", value: (one) => one.wall, digits: 2, compare: true },
  { label: "wall a package, s", value: (one) => one.wallPerPackage, digits: 3, compare: true },
  { label: "CPU, s", value: (one) => one.cpu, digits: 2, compare: true },
  { label: "from first to last PUT, s", value: (one) => one.putWindow, digits: 2, compare: true },
  { label: "PUTs in flight", value: (one) => one.putsInFlight, digits: 0, compare: false },
  { label: "requests a package", value: (one) => one.requestsPerPackage, digits: 2, compare: true },
  { label: "processes started", value: (one) => one.processes, digits: 0, compare: false },
  { label: "order violations", value: (one) => one.orderViolations, digits: 0, compare: false },
  { label: "packages published", value: (one) => one.published, digits: 0, compare: false },
  { label: "runs cut short", value: (one) => one.cutShort, digits: 0, compare: false },
  { label: "runs that failed", value: (one) => one.failedRuns, digits: 0, compare: false },
  { label: "machine busy elsewhere", value: (one) => one.foreign, digits: 2, compare: false },
];

/** The result for eyes: a line on what was done, and a table with the first tool as the measure. */
export function formatResult(result: PublishResult): string {
  const { packages, shape, seed, latency, edges, runs } = result;
  const summaries = summarise(result);
  const [first, ...others] = summaries;
  const heads = [
    "",
    ...summaries.map(({ tool }) => tool),
    ...others.map(({ tool }) => `${tool}/${first?.tool}`),
  ];
  const lines = ROWS.map((row) => [
    row.label,
    ...summaries.map((one) => row.value(one)?.toFixed(row.digits) ?? "?"),
    ...others.map((one) => (row.compare && first ? ratio(row.value(one), row.value(first)) : "")),
  ]);
  const times = runs.length / Math.max(1, summaries.length);
  const title = `publish: ${packages} packages (${shape}, seed ${seed}, ${edges} dependencies), ${latency} ms a request, median of ${times}`;
  return `${title}\n\n${align([heads, ...lines])}\n`;
}

function ratio(value: number | null, measure: number | null): string {
  return value === null || measure === null || measure === 0 ? "" : (value / measure).toFixed(2);
}

/** Columns under their heads, the first to the left and the others to the right. */
export function align(rows: readonly (readonly string[])[]): string {
  const columns =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length))) ?? [];
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(columns[column] ?? 0) : cell.padStart((columns[column] ?? 0) + 3);
  return rows.map((row) => row.map(pad).join("").trimEnd()).join("\n");
}
