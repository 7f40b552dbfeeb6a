import { expect, test } from "@jest/globals";
import { inPublishOrder } from "./groups.ts";
import { scopeOf, type ScopeQuestion } from "./scope.ts";

const groups = [
  { name: "apps", projects: ["e", "f"], tagPattern: "v{version}" },
  { name: "core", projects: ["a", "b"], tagPattern: "{projectName}@{version}" },
  { name: "docs", projects: ["g"], tagPattern: "v{version}" },
];
const graph = { dependencies: { e: [{ target: "b" }], b: [{ target: "a" }], g: [{ target: "npm:g" }] } };
const ask = (more: Partial<ScopeQuestion>): readonly (readonly string[])[] =>
  scopeOf({ now: ["a", "b"], groups, graph, ours: () => true, ...more });

test("groups go in the order of what they need, and a cycle among them is cut", () => {
  expect(inPublishOrder(groups, graph).map(({ name }) => name)).toEqual(["core", "apps", "docs"]);
  const cyclic = { dependencies: { ...graph.dependencies, a: [{ target: "f" }] } };
  expect(inPublishOrder(groups, cyclic).map(({ name }) => name)).toEqual(["core", "apps", "docs"]);
});

test("under `nx release` what got a version is published, of the later groups as well", () => {
  const versions = { a: { newVersion: "1.0.1" }, b: { newVersion: null }, e: { newVersion: "1.0.1" } };
  expect(ask({ versions })).toEqual([["a"], ["e"]]);
  expect(ask({ versions, ours: (project) => project !== "e" })).toEqual([["a"]]);
});

test.each<readonly [string, readonly (readonly string[])[]]>([
  ["release publish", [["a", "b"], ["e", "f"], ["g"]]],
  ["release publish --groups=core,docs", [["a", "b"], ["g"]]],
  ["release publish -g core", [["a", "b"]]],
  ["release publish --projects=a", [["a", "b"]]],
  ["run-many -t nx-release-publish", [["a", "b"]]],
])("%s publishes what it names, and no more", (command, scope) => {
  expect(ask({ command: command.split(" ") })).toEqual(scope);
});

test("of a command that is not known, only the run that is under way is sure", () => {
  expect(ask({})).toEqual([["a", "b"]]);
});
