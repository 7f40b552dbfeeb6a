import { describe, expect, test } from "@jest/globals";
import { chain, FAIR } from "./simulated/chain.ts";
import { tell, tellAllCrashes } from "./simulated/tell-all.ts";
import type { Played } from "./simulated/world/simulation.ts";
import type { Foreign, Story } from "./simulated/world/story.ts";

// Each story is told in a simulated world that checks every invariant after every event, and throws at a breach.

const SEEDS = [1, 2, 3, 4, 5];
const ENDS = /^(done|rolled-back|nothing begun)$/;

function outcomesOf(told: readonly Played[]): readonly string[] {
  return [...new Set(told.map(({ outcome }) => outcome))].toSorted();
}

/** The release killed after its 1st, 2nd, 3rd … effect, and then brought to an end. */
const killed = {
  staged: tellAllCrashes("release 1", "after-effect", (crash) => chain("staged", { crash })),
  direct: tellAllCrashes("release 1", "after-effect", (crash) => chain("direct", { crash })),
};

/** The deaths after an effect whose name begins so. */
async function deathsAt(
  strategy: Story["strategy"],
  what: string,
): Promise<readonly NonNullable<Story["crash"]>[]> {
  const told = await killed[strategy];
  return told.flatMap(({ trace }, index) =>
    trace.some((line) => line.includes(`killed after ${what}`))
      ? [{ at: index + 1, point: "after-effect" } as const]
      : [],
  );
}

describe.each(["staged", "direct"] as const)("a %s release", (strategy) => {
  test("F1: killed at every effect ends whole or gone", async () => {
    const told = await killed[strategy];
    expect(told.length).toBeGreaterThan(30);
    expect(outcomesOf(told)).toEqual(["done", "rolled-back"]);
  });

  test("F2: killed in the middle, and again at every effect of its rollback, ends gone", async () => {
    const [crash = null] = await deathsAt(strategy, strategy === "staged" ? "copy p1" : "upload p1");
    const told = await tellAllCrashes("rollback 2", "after-effect", (again) =>
      chain(strategy, {
        crash,
        chapters: [{ verb: "rollback", elsewhere: false, pauseMs: 0, crash: again }],
      }),
    );
    expect(told.length).toBeGreaterThan(10);
    expect(outcomesOf(told)).toEqual(["rolled-back"]);
  });

  test("F2: that is done and is taken back, killed at every effect of that, ends gone", async () => {
    const told = await tellAllCrashes("rollback 3", "after-effect", (crash) =>
      chain(strategy, { regret: [crash] }),
    );
    expect(told.length).toBeGreaterThan(10);
    expect(outcomesOf(told)).toEqual(["rolled-back"]);
  });

  test("F3: whose machine is gone is taken back from another, wherever it died", async () => {
    for (let at = 2; at < 46; at += 4) {
      const chapter = { verb: "rollback", elsewhere: true, pauseMs: 5_000, crash: null } as const;
      const crash = { at, point: "after-reply" } as const;
      expect((await tell(chain(strategy, { crash, chapters: [chapter] }), at)).outcome).toMatch(ENDS);
    }
  });

  test("F4: cancelled at any effect, with time to take itself back or without, ends whole or gone", async () => {
    for (let at = 1; at < 46; at += 3) {
      const interrupt = { at, graceMs: at % 2 === 1 ? 0 : 30_000 };
      expect((await tell(chain(strategy, { interrupt }), at)).outcome).toMatch(ENDS);
    }
  });

  test("F15: in a registry that is slow to show, and shows what was, waits for each dependency", async () => {
    const climate = { ...FAIR, lagMs: 3_000, stale: true };
    for (const seed of SEEDS) expect((await tell(chain(strategy, { climate }), seed)).outcome).toBe("done");
  });

  test("F15: is taken back dependents first in such a registry, too", async () => {
    const operation = strategy === "staged" ? "copy" : "upload";
    const climate = { ...FAIR, lagMs: 3_000, stale: true, denied: { operation, name: "p2" } } as const;
    for (const seed of SEEDS)
      expect((await tell(chain(strategy, { climate }), seed)).outcome).toBe("rolled-back");
  });

  test("F18: whose writes land late, and twice, and after its death ends whole or gone", async () => {
    const climate = { ...FAIR, writes: 0.5, faults: ["late", "twice"] } as const;
    for (const seed of SEEDS) {
      const crash = { at: 20 + 3 * seed, point: "before" } as const;
      expect((await tell(chain(strategy, { climate, crash }), seed)).outcome).toMatch(ENDS);
    }
  });

  test.each(["retag", "tag-ours", "publish", "push", "git-tag", "edit", "claim"] as const)(
    "F26: is taken back, and leaves alone what somebody else did meanwhile: %s",
    async (act) => {
      const operation = strategy === "staged" ? "copy" : "upload";
      const climate = { ...FAIR, denied: { operation, name: "p2" } } as const;
      for (const at of [20, 30, 36]) {
        const foreign: Foreign = { act, which: 0, at };
        const { outcome } = await tell(chain(strategy, { climate, foreign: [foreign] }), at);
        expect(outcome).toMatch(/^(rolled-back|refused)$/);
      }
    },
  );

  test("F46: that loses the network at any moment, and for good, ends whole or gone once it is back", async () => {
    for (let from = 200; from < 3_000; from += 300) {
      const climate = { ...FAIR, outage: { from, to: 1_000_000 } };
      expect((await tell(chain(strategy, { climate }), from)).outcome).toMatch(ENDS);
    }
  });
});

test("F23: a death at each of the copies is rolled forward, and every moment of it can be installed", async () => {
  const resume = { verb: "resume", elsewhere: false, pauseMs: 300, crash: null } as const;
  const deaths = await deathsAt("staged", "copy ");
  const told = await Promise.all(
    deaths.map((crash) => tell(chain("staged", { crash, chapters: [resume] }), crash.at)),
  );
  expect(told.map(({ outcome }) => outcome)).toEqual(["done", "done", "done"]);
});

test("F44: what consumers lock while a staged release goes on installs for ever after, though it is taken back", async () => {
  const climate = { ...FAIR, denied: { operation: "upload", name: "p2" } } as const;
  const foreign = Array.from({ length: 40 }, (_, index): Foreign => ({
    act: "install",
    which: 0,
    at: index + 1,
  }));
  expect((await tell(chain("staged", { climate, foreign }))).outcome).toBe("rolled-back");
});
