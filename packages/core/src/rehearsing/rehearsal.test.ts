import { expect, test } from "@jest/globals";
import type { ReleaseOutcome, ReleaseReport } from "../model/outcome.ts";
import { rehearsalOutcome, type RehearsedInstall } from "./rehearsal.ts";

function ended(outcome: ReleaseOutcome): ReleaseReport {
  return { id: null, outcome, packages: [], tags: [], commit: null, requests: 0, durationMs: 0 };
}

const INSTALLED: RehearsedInstall = { name: "@acme/codec", version: "1.1.0", durationMs: 1 };
const BROKEN: RehearsedInstall = { ...INSTALLED, error: { code: "INSTALL_FAILED", message: "404" } };

test.each([
  ["done", [INSTALLED], "would-arrive"],
  ["done", [INSTALLED, BROKEN], "would-not-install"],
  ["rolled-back", [], "would-fail"],
  ["unfinished", [], "would-fail"],
  ["refused", [], "refused"],
  ["nothing-to-do", [], "nothing-to-do"],
] as const)("a release that ends %s, with the installs %j: %s", (release, installs, outcome) => {
  expect(rehearsalOutcome(ended(release), installs)).toBe(outcome);
});

test.each([
  ["rolled-back", [], "taken-back"],
  ["rolled-back", ["a tag is there"], "left-behind"],
  ["unfinished", [], "left-behind"],
  ["refused", [], "refused"],
] as const)("one that was made to fail and ends %s, leaving %j: %s", (release, left, outcome) => {
  expect(rehearsalOutcome(ended(release), [], left)).toBe(outcome);
});
