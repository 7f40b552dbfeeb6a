import { test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { expectNoTrace } from "./release-fails.ts";

useTempFolders();

// One in the middle here; every package in turn, and the staged ones, under `npm run test:long`.
test("a direct release that fails for good at a package in the middle leaves no trace", () =>
  expectNoTrace("direct", "@acme/http"));
