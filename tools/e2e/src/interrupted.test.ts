import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { expectWholeOrGone } from "./interrupted.ts";

useTempFolders();

// One moment here; every moment, and killed without a word, under `npm run test:long`.
test("Ctrl-C in the middle of the uploads ends whole or gone", async () => {
  expect(await expectWholeOrGone({ strategy: "staged", signal: "SIGINT", afterEvent: 10 })).toBe(true);
});
