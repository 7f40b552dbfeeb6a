import { expect, test } from "@jest/globals";
import type { ReleasePlan } from "../model/plan.ts";
import type { DependencyKind, WorkspacePackage } from "../model/workspace.ts";
import { needsOutside, unmetNeeds } from "./needs-outside.ts";

const plan: ReleasePlan = {
  format: 1,
  commit: "a",
  estimate: { requests: 5, depth: 1 },
  releases: [
    {
      name: "app",
      dir: "app",
      from: "1.0.0",
      to: "1.1.0",
      bump: "minor",
      because: [],
      after: [],
      distTag: "latest",
    },
  ],
};

function packageAt(version: string, more: Partial<WorkspacePackage> = {}): WorkspacePackage {
  return { name: "codec", dir: "codec", version, private: false, dependencies: [], ...more };
}

/** What `app` needs when it depends so on `codec`, which is at 1.2.0. */
function needs(
  range: string,
  kind: DependencyKind = "dependencies",
  codec = packageAt("1.2.0"),
): readonly unknown[] {
  const app = packageAt("1.0.0", { name: "app", dependencies: [{ name: "codec", kind, range }] });
  return needsOutside(plan, { packages: [codec, app] }, {});
}

test.each([
  ["workspace:^", "^1.2.0"],
  ["workspace:~", "~1.2.0"],
  ["workspace:*", "1.2.0"],
  ["^1.0.0", "^1.0.0"],
])("a dependency that is not released is needed as the tarball has it: %s is %s", (range, packed) => {
  expect(needs(range)).toEqual([{ name: "codec", version: "1.2.0", range: packed, neededBy: "app" }]);
});

test("what is for development, private or not of this workspace is not needed from the channel", () => {
  expect(needs("workspace:^", "devDependencies")).toEqual([]);
  expect(needs("workspace:^", "dependencies", packageAt("1.2.0", { private: true }))).toEqual([]);
  expect(needs("^0.9.0")).toEqual([]);
});

test("a need is met by any version in its range, and else says whose it is", () => {
  const need = { name: "codec", version: "1.2.0", range: "^1.2.0", neededBy: "app" };
  const views = (...versions: string[]) =>
    new Map([["codec", { versions: new Map(versions.map((version) => [version, ""])), distTags: {} }]]);
  expect(unmetNeeds([need], views("1.3.0"), "acme/npm")).toEqual([]);
  expect(unmetNeeds([need], views("1.1.0"), "acme/npm")).toMatchObject([
    {
      code: "DEPENDENCY_UNRELEASED",
      message: "app needs codec@^1.2.0, which is not in acme/npm: nobody can install it before",
    },
  ]);
});
