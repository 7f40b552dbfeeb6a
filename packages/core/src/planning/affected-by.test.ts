import fc from "fast-check";
import { expect, test } from "@jest/globals";
import { affectedBy } from "./affected-by.ts";
import { workspaceOf } from "./plan.fixture.ts";

const WORKSPACE = workspaceOf({
  app: { needs: ["http", "tool:devDependencies"] },
  http: { needs: ["codec"] },
  codec: {},
  tool: { private: true },
  alone: {},
});

test("a change reaches all that depend on it, dependencies first, with the reasons", () => {
  expect(affectedBy(WORKSPACE, ["codec", "http"])).toEqual([
    { name: "codec", dir: "packages/codec", because: ["changed"], dependsOn: [] },
    { name: "http", dir: "packages/http", because: ["changed", "codec"], dependsOn: ["codec"] },
    { name: "app", dir: "packages/app", because: ["http"], dependsOn: ["http"] },
  ]);
});

test("what only develops with a package is affected by it too", () => {
  expect(affectedBy(WORKSPACE, ["tool"]).map(({ name }) => name)).toEqual(["tool", "app"]);
});

test("edges that no manifest states count when they are given", () => {
  const edges = new Map([["alone", ["codec", "not-of-this-workspace"]]]);
  expect(affectedBy(WORKSPACE, ["codec"], edges).map(({ name, because }) => [name, because])).toEqual([
    ["codec", ["changed"]],
    ["alone", ["codec"]],
    ["http", ["codec"]],
    ["app", ["http"]],
  ]);
});

test("a name that is no package affects nothing", () => {
  expect(affectedBy(WORKSPACE, ["nobody"])).toEqual([]);
});

test("packages that develop with each other are both affected", () => {
  const workspace = workspaceOf({ a: { needs: ["b:devDependencies"] }, b: { needs: ["a:devDependencies"] } });
  expect(affectedBy(workspace, ["b"])).toEqual([
    { name: "a", dir: "packages/a", because: ["b"], dependsOn: ["b"] },
    { name: "b", dir: "packages/b", because: ["changed", "a"], dependsOn: ["a"] },
  ]);
});

test("a package is affected exactly when it was changed or depends on one that is", () => {
  const edges = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(edges, fc.array(fc.nat(9)), (drawn, changed) => {
      const workspace = workspaceOf(
        Object.fromEntries(
          drawn.map((needs, index) => [`p${index}`, { needs: needs.map((to) => `p${to}`) }]),
        ),
      );
      const affected = new Set(
        affectedBy(
          workspace,
          changed.map((index) => `p${index}`),
        ).map(({ name }) => name),
      );
      for (const { name, dependencies } of workspace.packages) {
        const reached = dependencies.some(
          (dependency) => dependency.name !== name && affected.has(dependency.name),
        );
        expect(affected.has(name)).toBe(reached || changed.includes(Number(name.slice(1))));
      }
    }),
  );
});
