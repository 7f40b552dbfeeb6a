import { parseArgs } from "node:util";
import type { Shape } from "@convoy/testkit";
import type { Bench, Ran } from "./bench.ts";
import { benchPublish, type PublishBench } from "../bench-publish.ts";
import { summarise } from "../report/summary.ts";
import { formatResult } from "../report/table.ts";
import { ADAPTERS, USUAL } from "../tools/adapters.ts";

const SHAPES: readonly string[] = ["layered", "chain", "wide", "random"] satisfies Shape[];

/** The tools beside each other, on one workspace. */
export const publishCommand: Bench = {
  usage: `publish [options]

  --packages N     published packages in the workspace (100)
  --shape SHAPE    layered, chain, wide or random (layered)
  --seed N         of the workspace (1)
  --latency MS     of each request to the registry (80)
  --runs N         measured runs of each tool (3)
  --tools A,B      of ${[...ADAPTERS.keys()].join(", ")} (${USUAL.join()}); the first is the measure
  --longest S      seconds after which a run is ended (3600)
  --no-count       leave out the round that counts processes
`,
  prepare(args) {
    const settings = readSettings(args);
    if (settings === null) return null;
    return async (surroundings): Promise<Ran> => {
      const result = await benchPublish({ ...settings, ...surroundings });
      return {
        document: { ...result, summary: summarise(result) },
        text: formatResult(result),
        failed: result.runs.some(({ exitCode, cutShort }) => exitCode !== 0 && !cutShort),
      };
    };
  },
};

/** Null when they make no sense. */
function readSettings(args: readonly string[]): Omit<PublishBench, "signal" | "tell"> | null {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      packages: { type: "string", default: "100" },
      shape: { type: "string", default: "layered" },
      seed: { type: "string", default: "1" },
      latency: { type: "string", default: "80" },
      runs: { type: "string", default: "3" },
      tools: { type: "string", default: USUAL.join() },
      longest: { type: "string", default: "3600" },
      count: { type: "boolean", default: true },
    },
  });
  const { packages, seed, latency, runs, longest } = numbersIn(values);
  const tools = values.tools.split(",").map((name) => ADAPTERS.get(name));
  const shape = values.shape;
  const known = tools.filter((tool) => tool !== undefined);
  if (known.length !== tools.length || !SHAPES.includes(shape)) return null;
  if (!packages || !runs || !longest || Number.isNaN(seed + latency)) return null;
  return { packages, shape: shape as Shape, seed, latency, runs, longest, count: values.count, tools: known };
}

type Name = "packages" | "seed" | "latency" | "runs" | "longest";

function numbersIn(values: Readonly<Record<Name, string>>): Readonly<Record<Name, number>> {
  const { packages, seed, latency, runs, longest } = values;
  return {
    packages: Number(packages),
    seed: Number(seed),
    latency: Number(latency),
    runs: Number(runs),
    longest: Number(longest),
  };
}
