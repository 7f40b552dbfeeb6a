import { expect, test } from "@jest/globals";
import type { PackageView } from "../model/registry.ts";
import { distTagsBy } from "./dist-tag.ts";
import { inputOf, workspaceOf, type DrawnPackage } from "./plan.fixture.ts";
import { planPublish } from "./plan-publish.ts";
import { planRelease } from "./plan-release.ts";
import { problemsIn } from "./problems-in.ts";
import type { PlanFacts, Problem } from "./rules/rule.ts";

type Drawn = Readonly<Record<string, DrawnPackage>>;

/** The problems of a plan that releases these packages, all of them by one patch where nothing else is said. */
function problems(
  drawn: Drawn,
  bumps: readonly string[] = patches(drawn),
  facts: PlanFacts = {},
): readonly Problem[] {
  const workspace = workspaceOf(drawn);
  return problemsIn(planRelease(inputOf(workspace, bumps)), workspace, facts);
}

function patches(drawn: Drawn): readonly string[] {
  return Object.keys(drawn).map((name) => `${name} 1.0.0 -> 1.0.1 patch, by a as patch`);
}

test("a sound plan has no problem", () => {
  expect(problems({ app: { needs: ["codec"] }, codec: {} })).toEqual([]);
});

test("F40: a cycle is refused with its path", () => {
  const found = problems({
    a: { needs: ["b"] },
    b: { needs: ["c:peerDependencies"] },
    c: { needs: ["a"] },
    d: { needs: ["a"] },
  });
  expect(found).toEqual([
    {
      code: "PLAN_CYCLE",
      message: "These packages depend on each other, so none can be released first: a → b → c → a",
      hint: "Take one of these dependencies out, or make it a devDependency: those do not count.",
    },
  ]);
});

test("packages that only develop with each other are no cycle", () => {
  expect(problems({ a: { needs: ["b:devDependencies"] }, b: { needs: ["a"] } })).toEqual([]);
});

test("F40: a range that nothing rewrites and that excludes the new sibling is refused", () => {
  const drawn = { app: { needs: ["codec:dependencies:catalog:"] }, codec: {} };
  const bumps = ["app 1.0.0 -> 1.0.1 patch, by a as patch", "codec 1.0.0 -> 2.0.0 major, by a as major"];
  expect(problems(drawn, bumps, { catalogs: { default: { codec: "^1.0.0" } } })).toEqual([
    {
      code: "PLAN_RANGE_BROKEN",
      message: "app@1.0.1 would need codec (dependencies: `catalog:`), which excludes codec@2.0.0",
      hint: "Write `workspace:^` for codec in packages/app/package.json, or change the range where it stands.",
    },
  ]);
});

test("a plain range that means an older version from the registry is left alone", () => {
  const drawn = { app: { needs: ["codec:dependencies:npm:codec@^1.0.0"] }, codec: { version: "2.0.0" } };
  const bumps = ["app 1.0.0 -> 1.0.1 patch, by a as patch", "codec 2.0.0 -> 2.1.0 minor, by a as minor"];
  expect(problems(drawn, bumps)).toEqual([]);
});

test("a published package cannot need a private one, unless it brings it along", () => {
  const drawn: Drawn = {
    app: { needs: ["tool", "lint:devDependencies"] },
    tool: { private: true },
    lint: { private: true },
  };
  expect(problems(drawn, patches({ app: {} }))).toEqual([
    expect.objectContaining({
      code: "PLAN_PRIVATE_DEPENDENCY",
      message: expect.stringMatching(/^app needs tool \(dep/),
    }),
  ]);
  expect(problems(drawn, patches({ app: {} }), { bundled: new Map([["app", new Set(["tool"])]]) })).toEqual(
    [],
  );
});

test("versions must be semver's own spelling, and go up", () => {
  const bumps = [
    "a 1.0.0 -> v1.0.1 patch",
    "b 1.0.0 -> 1.1.0+build minor",
    "c 1.0.0 -> 1.0.0 patch",
    "d 1.0.0 -> 0.9.0 patch",
  ];
  expect(
    problems({ a: {}, b: {}, c: {}, d: {} }, bumps).map(({ code, message }) => [code, message.split(" ")[0]]),
  ).toEqual([
    ["PLAN_VERSION_INVALID", "a:"],
    ["PLAN_VERSION_INVALID", "b:"],
    ["PLAN_VERSION_NOT_INCREASING", "c"],
    ["PLAN_VERSION_NOT_INCREASING", "d"],
  ]);
});

test("a snapshot is below everything on purpose", () => {
  expect(problems({ a: {} }, ["a 1.0.0 -> 0.0.0-canary-20261124 patch, by x as patch"])).toEqual([]);
});

test("F42: a maintenance release must not take latest back", () => {
  const workspace = workspaceOf({ codec: { version: "1.5.1" } });
  const channel = new Map<string, PackageView>([
    ["codec", { versions: new Map(), distTags: { latest: "2.0.0", v1: "1.5.0" } }],
  ]);
  const planned = (override?: string): readonly string[] => {
    const distTag = distTagsBy(override === undefined ? {} : { override });
    const plan = planPublish({ commit: "c", strategy: "staged", workspace, channel, distTag });
    return problemsIn(plan, workspace).map(({ code }) => code);
  };
  expect([planned(), planned("release-1")]).toEqual([["PLAN_TAG_MOVES_BACK"], []]);
});

test("a name that npm refuses is refused here, and a private package may have any", () => {
  const refusedNames = new Map([
    ["Bad", "name can no longer contain capital letters"],
    ["Odd", "the same"],
  ]);
  expect(problems({ Bad: {}, Odd: { private: true } }, undefined, { refusedNames })).toEqual([
    {
      code: "PLAN_NAME_INVALID",
      message: 'packages/Bad: npm refuses the name "Bad": name can no longer contain capital letters',
      hint: "Rename the package in packages/Bad/package.json, or make it private.",
    },
  ]);
});

test("a dist-tag that npm would take for a range is refused", () => {
  const workspace = workspaceOf({ codec: {} });
  const input = inputOf(workspace, ["codec 1.0.0 -> 1.0.1 patch"], {
    distTag: distTagsBy({ override: "v1" }),
  });
  expect(problemsIn(planRelease(input), workspace).map(({ code }) => code)).toEqual(["PLAN_TAG_INVALID"]);
});

test("all problems come at once", () => {
  const drawn: Drawn = { a: { needs: ["b", "p"] }, b: { needs: ["a"] }, p: { private: true } };
  const bumps = ["a 1.0.0 -> 1.0.0 patch", "b 1.0.0 -> bad patch"];
  expect(problems(drawn, bumps).map(({ code }) => code)).toEqual([
    "PLAN_VERSION_INVALID",
    "PLAN_VERSION_NOT_INCREASING",
    "PLAN_PRIVATE_DEPENDENCY",
    "PLAN_CYCLE",
  ]);
});
