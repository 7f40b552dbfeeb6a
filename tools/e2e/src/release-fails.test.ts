import { describe, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { expectNoTrace } from "./release-fails.ts";

useTempFolders();

// One in the middle for each strategy here; every package in turn under `npm run test:long`.
describe("a release that fails for good leaves no trace", () => {
  test.each(["staged", "direct"] as const)("%s, at a package in the middle", (strategy) =>
    expectNoTrace(strategy, "@acme/http"),
  );
});
