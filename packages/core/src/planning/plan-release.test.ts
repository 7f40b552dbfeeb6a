import { expect, test } from "@jest/globals";
import { inputOf, workspaceOf } from "./plan.fixture.ts";
import { distTagsBy } from "./dist-tag.ts";
import { planRelease } from "./plan-release.ts";

test("a plan says what is released, why, after what, and what it costs", () => {
  const workspace = workspaceOf({
    "@acme/http": { version: "1.2.0", needs: ["@acme/codec"] },
    "@acme/codec": { version: "1.0.0" },
    "@acme/cli": {},
  });
  const bumps = [
    "@acme/http 1.2.0 -> 1.3.0 minor, by brave-cats-jump as minor",
    "@acme/codec 1.0.0 -> 2.0.0 major, by red as major",
  ];
  expect(planRelease(inputOf(workspace, bumps))).toEqual({
    format: 1,
    commit: "c0ffee",
    releases: [
      {
        name: "@acme/codec",
        dir: "packages/@acme/codec",
        from: "1.0.0",
        to: "2.0.0",
        bump: "major",
        because: [{ kind: "change", changeset: "red", bump: "major" }],
        after: [],
        distTag: "latest",
      },
      {
        name: "@acme/http",
        dir: "packages/@acme/http",
        from: "1.2.0",
        to: "1.3.0",
        bump: "minor",
        because: [
          { kind: "change", changeset: "brave-cats-jump", bump: "minor" },
          { kind: "dependency", name: "@acme/codec" },
        ],
        after: ["@acme/codec"],
        distTag: "latest",
      },
    ],
    estimate: { requests: 10, depth: 2 },
  });
});

test("a direct release costs three requests a package", () => {
  const input = inputOf(workspaceOf({ codec: {} }), ["codec 1.0.0 -> 1.0.1 patch, by a as patch"], {
    strategy: "direct",
  });
  expect(planRelease(input).estimate).toEqual({ requests: 3, depth: 1 });
});

test("a private package is in the plan, is not published, and nothing waits for it", () => {
  const workspace = workspaceOf({
    app: { private: true, needs: ["codec"] },
    codec: { needs: ["tool"] },
    tool: { private: true },
  });
  const bumps = ["app", "codec", "tool"].map((name) => `${name} 1.0.0 -> 1.0.1 patch, by a as patch`);
  const { releases, estimate } = planRelease(inputOf(workspace, bumps));
  expect(releases.map(({ name, after, publish }) => ({ name, after, publish }))).toEqual([
    { name: "tool", after: [], publish: false },
    { name: "codec", after: [], publish: undefined },
    { name: "app", after: ["codec"], publish: false },
  ]);
  expect(estimate).toEqual({ requests: 5, depth: 1 });
});

test("a bump of none releases nothing", () => {
  const bumps = ["codec 1.0.0 -> 1.0.0 none, by a as none"];
  expect(planRelease(inputOf(workspaceOf({ codec: {} }), bumps)).releases).toEqual([]);
});

test("a changeset that asks for nothing is no reason, unless there is no other", () => {
  const workspace = workspaceOf({ codec: {}, http: {} });
  const bumps = [
    "codec 1.0.0 -> 1.0.1 patch, by a as none, by b as patch",
    "http 1.0.0 -> 1.0.1 patch, by a as none",
  ];
  expect(planRelease(inputOf(workspace, bumps)).releases.map(({ because }) => because)).toEqual([
    [{ kind: "change", changeset: "b", bump: "patch" }],
    [{ kind: "change", changeset: "a", bump: "none" }],
  ]);
});

test("a group is the reason of those that it moves further than they would move themselves", () => {
  const workspace = workspaceOf({ a: {}, b: {}, c: {}, d: {} });
  const bumps = [
    "a 1.0.0 -> 1.1.0 minor, by x as minor",
    "b 1.0.0 -> 1.1.0 minor, by y as patch",
    "c 1.0.0 -> 1.1.0 minor",
    "d 1.0.0 -> 1.0.1 patch, by z as patch",
  ];
  const because = Object.fromEntries(
    planRelease(inputOf(workspace, bumps, { groups: [["a", "b", "c"], ["d"]] })).releases.map((one) => [
      one.name,
      one.because.map(({ kind }) => kind),
    ]),
  );
  expect(because).toEqual({ a: ["change"], b: ["change", "group"], c: ["group"], d: ["change"] });
});

test("only what is needed to run is waited for: not what develops", () => {
  const workspace = workspaceOf({
    app: { needs: ["a", "b:peerDependencies", "c:optionalDependencies", "d:devDependencies", "app"] },
    a: {},
    b: {},
    c: {},
    d: {},
  });
  const bumps = ["app", "a", "b", "c", "d"].map((name) => `${name} 1.0.0 -> 1.0.1 patch, by x as patch`);
  const { releases } = planRelease(inputOf(workspace, bumps));
  expect(releases.find(({ name }) => name === "app")?.after).toEqual(["a", "b", "c"]);
});

test("a dependency whose range holds is a reason only where dependents always follow", () => {
  const workspace = workspaceOf({ app: { needs: ["codec"] }, codec: {} });
  const bumps = ["app 1.0.0 -> 1.0.1 patch, by x as patch", "codec 1.0.0 -> 1.1.0 minor, by y as minor"];
  const reasons = (dependents: "always" | "out-of-range"): string[] | undefined =>
    planRelease(inputOf(workspace, bumps, { dependents }))
      .releases.at(1)
      ?.because.map(({ kind }) => kind);
  expect([reasons("out-of-range"), reasons("always")]).toEqual([["change"], ["change", "dependency"]]);
});

test("the dist-tag goes by the new version", () => {
  const bumps = ["codec 1.0.0 -> 2.0.0-rc.0 major, by a as major"];
  const input = inputOf(workspaceOf({ codec: {} }), bumps, { distTag: distTagsBy({}) });
  expect(planRelease(input).releases[0]?.distTag).toBe("rc");
});

test("a bump of an unknown package is refused by its name", () => {
  expect(() => planRelease(inputOf(workspaceOf({}), ["codec 1.0.0 -> 1.0.1 patch"]))).toThrow(
    /^codec is to be released/,
  );
});
