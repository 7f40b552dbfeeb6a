import { expect, test } from "@jest/globals";
import { expectModelled } from "../testing/model-run.ts";

const seed = Date.now() % 2 ** 31;

test.each([
  ["memory", 20],
  ["a data folder", 5],
] as const)(
  `versions, statuses, tags, copies and upstreams in %s are those of a small model (%d runs, seed ${seed})`,
  async (kept, numRuns) => {
    await expectModelled(kept, { seed, numRuns });
    expect.assertions(expect.getState().assertionCalls);
  },
);
