import { expect, test } from "@jest/globals";
import type { PlannedRelease, ReleasePlan } from "@convoy/core";
import { commitMessageOf, namedTags, tagsOf } from "./tags.ts";

function planOf(...releases: readonly Partial<PlannedRelease>[]): ReleasePlan {
  const full = releases.map((release) => ({
    name: "@acme/codec",
    dir: "packages/codec",
    from: "1.0.0",
    to: "1.1.0",
    bump: "minor" as const,
    because: [],
    after: [],
    distTag: "latest",
    ...release,
  }));
  return { format: 1, commit: "c0ffee", releases: full, estimate: { requests: 0, depth: 0 } };
}

test("tags are named as changesets names them, unless a format is set", () => {
  expect(tagsOf(planOf({}), {})).toEqual({ "@acme/codec": "@acme/codec@1.1.0" });
  expect(tagsOf(planOf({}), { tagFormat: "release/{name}/v{version}" })).toEqual({
    "@acme/codec": "release/@acme/codec/v1.1.0",
  });
});

test("a private package gets no tag, and is in the commit message", () => {
  const plan = planOf({}, { name: "site", publish: false });
  expect(Object.keys(tagsOf(plan, {}))).toEqual(["@acme/codec"]);
  expect(commitMessageOf(plan, {})).toBe(
    "chore: release 2 packages\n\n@acme/codec 1.0.0 → 1.1.0\nsite 1.0.0 → 1.1.0\n",
  );
});

test("one package is counted as one", () => {
  expect(commitMessageOf(planOf({}), { commitMessage: "release: {packages}" })).toMatch(
    /^release: 1 package\n/,
  );
});

test("tags that somebody else names go to the packages that are released, each tag once", () => {
  const plan = planOf({}, { name: "@acme/http" }, { name: "@acme/app" });
  const names = { "@acme/codec": "v1.1.0", "@acme/http": "v1.1.0", "@acme/other": "other@1.1.0" };
  expect(namedTags(plan, names)).toEqual({ "@acme/codec": "v1.1.0" });
});
