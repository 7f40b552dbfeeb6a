import { describe, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { expectWholeOrGone } from "./interrupted.ts";

useTempFolders();

describe.each(["staged", "direct"] as const)("a %s release", (strategy) => {
  test.each(["SIGINT", "SIGKILL"] as const)("ends whole or gone after %s at every event", async (signal) => {
    for (let afterEvent = 1; await expectWholeOrGone({ strategy, signal, afterEvent }); afterEvent += 1);
  });
});
