import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { expectWholeOrGone } from "./interrupted.ts";

useTempFolders();

// Two moments here: in the middle of the uploads, and killed without a word. Every moment under `npm run test:long`.
test("Ctrl-C in the middle of the uploads ends whole or gone", async () => {
  expect(await expectWholeOrGone({ strategy: "staged", signal: "SIGINT", afterEvent: 10 })).toBe(true);
});

test("kill -9 in the middle of the uploads, and then rollback, ends whole or gone", async () => {
  expect(await expectWholeOrGone({ strategy: "direct", signal: "SIGKILL", afterEvent: 10 })).toBe(true);
});
