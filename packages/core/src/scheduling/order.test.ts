import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { chainLengths, findCycle, inDependencyOrder, reversed, type Ordered } from "./order.ts";

/** Any acyclic graph: a node comes after some of the earlier ones; then the nodes are shuffled. */
const acyclic = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 30 })
  .map((rows) =>
    rows.map((row, index) => ({
      name: `n${index}`,
      after: index === 0 ? [] : row.map((n) => `n${n % index}`),
    })),
  )
  .chain((nodes) => fc.shuffledSubarray(nodes, { minLength: nodes.length }));

describe("dependency order", () => {
  test("puts every node after all that it names, and loses none", () => {
    fc.assert(
      fc.property(acyclic, (nodes) => {
        const order = inDependencyOrder(nodes).map(({ name }) => name);
        expect(order).toHaveLength(nodes.length);
        for (const { name, after } of nodes) {
          for (const dependency of after) expect(order.indexOf(dependency)).toBeLessThan(order.indexOf(name));
        }
      }),
    );
  });

  test("turned around twice is the same set of edges", () => {
    const edges = (nodes: readonly Ordered[]): string[] =>
      nodes
        .flatMap(({ name, after }) => [...new Set(after)].map((dependency) => `${dependency} < ${name}`))
        .toSorted();
    fc.assert(
      fc.property(acyclic, (nodes) => expect(edges(reversed(reversed(nodes)))).toEqual(edges(nodes))),
    );
  });

  test("an acyclic graph has no cycle to find", () => {
    fc.assert(fc.property(acyclic, (nodes) => expect(findCycle(nodes)).toBeUndefined()));
  });

  test("a cycle is found as a path that ends where it began, whatever leads into it", () => {
    const nodes = [
      { name: "app", after: ["a"] },
      { name: "a", after: ["b"] },
      { name: "b", after: ["c", "leaf"] },
      { name: "c", after: ["a"] },
      { name: "leaf", after: [] },
    ];
    expect(findCycle(nodes)).toEqual(["a", "b", "c", "a"]);
  });

  test("the length of the longest chain that ends at a node", () => {
    const nodes = [
      { name: "app", after: ["http", "log"] },
      { name: "http", after: ["log"] },
      { name: "log", after: [] },
    ];
    expect([...chainLengths(nodes)]).toEqual([
      ["log", 1],
      ["http", 2],
      ["app", 3],
    ]);
  });
});
