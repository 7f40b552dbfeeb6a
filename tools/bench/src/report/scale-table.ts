import type { ScaleRun } from "../bench-scale.ts";
import { align } from "./table.ts";

const HEADS = [
  "",
  "dependencies",
  "takes",
  "requests",
  "refused",
  "writes a second",
  "copies a second",
  "CPU, s",
  "CPU, ms a package",
  "memory, MB",
];

/** The result for eyes: a row for each release. */
export function formatScaleRuns(runs: readonly ScaleRun[]): string {
  const [first] = runs;
  const title = `a release of N packages (layered), ${first?.scene.latency ?? 0} ms a request, in simulated time`;
  return `${title}\n\n${align([HEADS, ...runs.map(rowOf)])}\n`;
}

function rowOf(run: ScaleRun): readonly string[] {
  const { scene, edges, seconds, phases, requests, refused, cpu, rss } = run;
  const { packages, strategy, quotas } = scene;
  const name = strategy === "direct" ? "direct" : `staged, quota of ${quotas.copies} copies a second`;
  const uploading = phases["stage"] ?? phases["publish"] ?? 0;
  const copying = phases["promote"] ?? 0;
  return [
    `${packages}, ${name}`,
    `${edges}`,
    `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(0).padStart(2)} s`,
    `${requests}`,
    `${refused}`,
    (packages / uploading).toFixed(1),
    copying === 0 ? "" : (packages / copying).toFixed(1),
    cpu.toFixed(2),
    ((cpu * 1000) / packages).toFixed(2),
    rss.toFixed(0),
  ];
}
