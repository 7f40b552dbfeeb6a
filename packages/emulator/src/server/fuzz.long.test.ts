import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { expectClearAnswers } from "../testing/clear-answers.ts";
import { CONTROL_REQUESTS, NPM_REQUESTS } from "../testing/hostile.ts";

const seed = Date.now() % 2 ** 31;

test(`100,000 hostile requests get clear answers (seed ${seed})`, async () => {
  await expectClearAnswers(fc.oneof(CONTROL_REQUESTS, NPM_REQUESTS), { seed, numRuns: 100_000 });
  expect.assertions(1);
});
