import { parseArgs } from "node:util";
import { cleanUp, type Shape } from "@convoy/testkit";
import { benchPublish, type PublishBench } from "./bench-publish.ts";
import { summarise } from "./report/summary.ts";
import { formatResult } from "./report/table.ts";
import { ADAPTERS } from "./tools/adapters.ts";

const USAGE = `usage: main.js publish [options]

  --packages N     published packages in the workspace (100)
  --shape SHAPE    layered, chain, wide or random (layered)
  --seed N         of the workspace (1)
  --latency MS     of each request to the registry (80)
  --runs N         measured runs of each tool (3)
  --tools A,B      ${[...ADAPTERS.keys()].join(", ")} (all); the first is the measure
  --json           the whole result as JSON on stdout
`;

const SHAPES: readonly string[] = ["layered", "chain", "wide", "random"] satisfies Shape[];

/** The settings of a benchmark from the command line; null when they make no sense. */
function readSettings(signal: AbortSignal): (PublishBench & { readonly json: boolean }) | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      packages: { type: "string", default: "100" },
      shape: { type: "string", default: "layered" },
      seed: { type: "string", default: "1" },
      latency: { type: "string", default: "80" },
      runs: { type: "string", default: "3" },
      tools: { type: "string", default: [...ADAPTERS.keys()].join(",") },
      json: { type: "boolean", default: false },
    },
  });
  const [packages, seed, latency, runs] = [values.packages, values.seed, values.latency, values.runs].map(
    Number,
  );
  const tools = values.tools.split(",").map((name) => ADAPTERS.get(name));
  const shape = values.shape;
  const known = tools.filter((tool) => tool !== undefined);
  if (positionals.join(" ") !== "publish" || known.length !== tools.length || !SHAPES.includes(shape))
    return null;
  if (!packages || !runs || seed === undefined || latency === undefined || Number.isNaN(seed + latency))
    return null;
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  return {
    packages,
    shape: shape as Shape,
    seed,
    latency,
    runs,
    tools: known,
    signal,
    tell,
    json: values.json,
  };
}

const stop = new AbortController();
// The handlers stay: a signal that nobody handles any more would end the process before it has cleaned up.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());

const settings = readSettings(stop.signal);
if (settings === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  try {
    const result = await benchPublish(settings);
    const document = { ...result, summary: summarise(result) };
    process.stdout.write(settings.json ? `${JSON.stringify(document, null, 2)}\n` : formatResult(result));
    if (result.runs.some(({ exitCode }) => exitCode !== 0)) process.exitCode = 1;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    await cleanUp();
  }
}
