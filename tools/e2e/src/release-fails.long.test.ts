import { describe, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { expectNoTrace, NAMES } from "./release-fails.ts";

useTempFolders();

describe.each(["staged", "direct"] as const)("a %s release leaves no trace", (strategy) => {
  test.each(NAMES)("when it fails for good at %s", (failing) => expectNoTrace(strategy, failing));
});
