import { expect, test } from "@jest/globals";
import { generateSpec } from "./generate-workspace.ts";
import { graphOf } from "./spec.ts";

const SHAPES = ["layered", "chain", "wide", "random"] as const;

/** Whether every package comes after all that it depends on. */
function isPublishOrder(order: readonly string[], graph: Record<string, string[]>): boolean {
  return order.every((name, index) => (graph[name] ?? []).every((needed) => order.indexOf(needed) < index));
}

test.each(SHAPES)("alphabetical order is never a publish order of a %s workspace", (shape) => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const packages = 2 + (seed % 20);
    const graph = graphOf(generateSpec({ seed, packages, shape }).packages);
    const edges = Object.values(graph).flat().length;
    const alphabetical = isPublishOrder(Object.keys(graph).toSorted(), graph);
    expect({ seed, packages, alphabetical }).toEqual({ seed, packages, alphabetical: edges === 0 });
    expect({ seed, acyclic: isPublishOrder(Object.keys(graph), graph) }).toEqual({
      seed,
      acyclic: true,
    });
  }
});

test("the same options give the same workspace, another seed gives another", () => {
  const options = {
    packages: 20,
    apps: 2,
    changed: 0.5,
    peers: 0.2,
    bulk: { files: 2, bytes: 100 },
  };
  const one = generateSpec({ seed: 1, ...options });
  expect(generateSpec({ seed: 1, ...options })).toEqual(one);
  expect(generateSpec({ seed: 2, ...options })).not.toEqual(one);
});

test("a layered workspace of 100 packages is 10 layers deep", () => {
  const graph = graphOf(generateSpec({ seed: 1, packages: 100 }).packages);
  const depths = new Map<string, number>();
  for (const [name, needed] of Object.entries(graph)) {
    depths.set(name, 1 + Math.max(0, ...needed.map((one) => depths.get(one) ?? 0)));
  }
  expect(Math.max(...depths.values())).toBe(10);
});
