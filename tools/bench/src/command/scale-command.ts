import { parseArgs } from "node:util";
import type { Bench, Ran } from "./bench.ts";
import { benchScale } from "../bench-scale.ts";
import { formatScaleRuns } from "../report/scale-table.ts";
import { QUOTAS } from "../scale/service.ts";
import type { Scene } from "../scale/simulate.ts";

/** How far one coordinator goes: releases of any size, in the time that they would take. */
export const scaleCommand: Bench = {
  usage: `scale [options]

  --packages A,B   in a release (100,1000,10000)
  --seed N         of the workspace (1)
  --latency MS     of each request to CodeArtifact (80)
  --copies N       the quota of CopyPackageVersions to compare the default of ${QUOTAS.copies} with (100)
`,
  prepare(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        packages: { type: "string", default: "100,1000,10000" },
        seed: { type: "string", default: "1" },
        latency: { type: "string", default: "80" },
        copies: { type: "string", default: "100" },
      },
    });
    const sizes = values.packages.split(",").map(Number);
    const [seed = 0, latency = 0, copies = 0] = [values.seed, values.latency, values.copies].map(Number);
    if (![...sizes, copies].every((value) => Number.isInteger(value) && value > 0)) return null;
    if (Number.isNaN(seed + latency)) return null;
    const scenes = sizes.flatMap((packages): readonly Scene[] => {
      const scene = { packages, shape: "layered", seed, latency } as const;
      return [
        { ...scene, strategy: "direct", quotas: QUOTAS },
        { ...scene, strategy: "staged", quotas: QUOTAS },
        { ...scene, strategy: "staged", quotas: { ...QUOTAS, copies } },
      ];
    });
    return async (surroundings): Promise<Ran> => {
      const runs = await benchScale({ scenes, ...surroundings });
      return { document: { runs }, text: formatScaleRuns(runs), failed: false };
    };
  },
};
