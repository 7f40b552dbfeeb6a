import type { PackageOutcome, PackageReport } from "@convoy/core";

/** What each outcome is called, in the order in which a person wants to hear of them. */
export const OUTCOME_WORDS: Readonly<Record<PackageOutcome, string>> = {
  failed: "failed",
  blocked: "blocked",
  published: "published",
  "already-published": "there already",
  "rolled-back": "taken back",
  "not-started": "not started",
};

/** How many packages had each outcome: `1 failed, 7 taken back, 4 not started`. Empty without packages. */
export function tallyOf(packages: readonly PackageReport[]): string {
  return Object.entries(OUTCOME_WORDS)
    .map(([outcome, word]) => ({ word, number: packages.filter((each) => each.outcome === outcome).length }))
    .filter(({ number }) => number > 0)
    .map(({ word, number }) => `${number} ${word}`)
    .join(", ");
}
