import { describe, expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { crashLoop } from "./crash-loop.ts";
import type { Crash, Point } from "./crash-point.ts";

useTempFolders();

describe.each(["staged", "direct"] as const)("F1, F2: a kill at every point of a", (strategy) => {
  test.each(["release", "rollback", "resume"] as const)(
    `${strategy} %s ends whole or gone`,
    async (dying) => {
      const { points, failures } = await crashLoop({ strategy, dying, ...only() });
      process.stderr.write(`${strategy} ${dying}: ${points} points\n`);
      expect(failures.join("\n\n")).toBe("");
      expect(points).toBeGreaterThan(0);
    },
  );
});

/** `CRASH_AT=17:landed`: that point alone. */
function only(): { readonly only?: Crash } {
  const [at, point] = (process.env["CRASH_AT"] ?? "").split(":");
  return at === "" || at === undefined ? {} : { only: { at: Number(at), point: point as Point } };
}
