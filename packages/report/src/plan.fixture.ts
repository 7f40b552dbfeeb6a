import type { PlannedRelease, ReleasePlan } from "@convoy/core";

/** A plan of releases that are all alike, but for what is said of each. */
export function planOf(...releases: readonly Partial<PlannedRelease>[]): ReleasePlan {
  const whole = releases.map((release): PlannedRelease => ({
    name: "@acme/codec",
    dir: "packages/codec",
    from: "1.0.0",
    to: "1.1.0",
    bump: "minor",
    because: [{ kind: "change", changeset: "brave-cats-jump", bump: "minor" }],
    after: [],
    distTag: "latest",
    ...release,
  }));
  return { format: 1, commit: "0123456789abcdef", releases: whole, estimate: { requests: 5, depth: 2 } };
}
