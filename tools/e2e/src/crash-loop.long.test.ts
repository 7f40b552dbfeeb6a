import { describe, expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { crashLoop, type Loop } from "./crash-loop.ts";
import type { Point } from "./crash-point.ts";

useTempFolders();

describe.each(["staged", "direct"] as const)("F1, F2: a kill at every point of a", (strategy) => {
  test.each(["release", "rollback", "resume", "rollback of a done release"] as const)(
    `${strategy} %s ends whole or gone`,
    async (dying) => {
      const { points, failures } = await crashLoop({ strategy, dying, ...only(), ...sample() });
      process.stderr.write(`${strategy} ${dying}: ${points} points\n`);
      expect(failures.join("\n\n")).toBe("");
      expect(points).toBeGreaterThan(0);
    },
  );
});

/** `CRASH_SAMPLE=12`: one point of twelve, from another one on each day. A failure names its point. */
function sample(): Pick<Loop, "sample"> {
  const every = Number(process.env["CRASH_SAMPLE"] ?? 1);
  return every > 1 ? { sample: { every, first: Math.floor(Date.now() / 86_400_000) } } : {};
}

/** `CRASH_AT=17:landed`: that point alone. `CRASH_AT=20-29`: all points of these effects. */
function only(): Pick<Loop, "only"> {
  const [effects = "", point] = (process.env["CRASH_AT"] ?? "").split(":");
  if (effects === "") return {};
  const [from = 1, to = from] = effects.split("-").map(Number);
  return { only: { from, to, ...(point === undefined ? {} : { point: point as Point }) } };
}
