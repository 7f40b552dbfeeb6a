import { expect, test } from "@jest/globals";
import { interleaved } from "./interleaved.ts";
import type { NxProject, NxTargetDependency } from "./nx-types.ts";

const ORDER = "^nx-release-publish";

function project(dependsOn: readonly NxTargetDependency[], target: string = "build"): NxProject {
  return { root: "", targets: { "nx-release-publish": { dependsOn }, [target]: {} } };
}

function refusal(projects: Readonly<Record<string, NxProject>>, between: readonly string[] = []): unknown {
  const scope = Object.keys(projects);
  const now = { projects: scope.slice(0, 1), between };
  return interleaved({ now, scope, context: { projectsConfigurations: { projects } } })?.message;
}

test("packages that only wait for each other are published", () => {
  expect(refusal({ a: project([ORDER]), b: project([ORDER]) })).toBeUndefined();
});

test("T5 a build in this run of tasks, or in the one of a later group, is refused", () => {
  const words =
    "other targets run together with nx-release-publish, so packages would be published before others are built";
  expect(refusal({ a: project([]), b: project([]) }, ["a:build"])).toBe(`${words}: a:build`);
  expect(refusal({ a: project([]), b: project([ORDER, "^build"]) })).toBe(`${words}: b needs build`);
  expect(refusal({ a: project([]), b: project([{ target: "build" }]) })).toBe(`${words}: b needs build`);
});

test("a target that nobody has, and a package alone, keep nothing waiting", () => {
  expect(refusal({ a: project(["lint"]), b: project([]) })).toBeUndefined();
  expect(refusal({ a: project(["build"]) }, ["a:build"])).toBeUndefined();
});
