import fc from "fast-check";
import { expect, test } from "@jest/globals";
import { cyclicGroups } from "./cyclic-groups.ts";
import { totalOrder } from "./total-order.ts";

const drawn = (text: string): { name: string; after: string[] }[] =>
  text.split(", ").map((part) => {
    const [name = "", after = ""] = part.split(" > ");
    return { name, after: after === "" ? [] : after.split(" ") };
  });

const names = (text: string): string =>
  totalOrder(drawn(text))
    .map(({ name }) => name)
    .join(" ");

test("dependencies come before dependents, and of those that may come next the first by name", () => {
  expect(names("app > http, cli > codec, http > codec, codec, alone")).toBe("alone codec cli http app");
});

test("the packages of a cycle stand together, after what they need and before what needs them", () => {
  expect(names("a > m, m > z, z > m b, b, c")).toBe("b c m z a");
});

test("a chain of 20,000 packages is put in order", () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => ({
    name: `p${index}`,
    after: [`p${index + 1}`],
  }));
  expect(totalOrder(chain).at(0)?.name).toBe("p19999");
});

const graphs = fc
  .array(fc.array(fc.nat(14), { maxLength: 4 }), { minLength: 1, maxLength: 15 })
  .map((edges) =>
    edges.map((after, index) => ({
      name: `p${index}`,
      after: after.map((to) => `p${to}`).filter((to) => to !== `p${index}`),
    })),
  );

test("any graph, with cycles or without, comes out whole and in an order that only cycles break", () => {
  fc.assert(
    fc.property(graphs, (nodes) => {
      const order = totalOrder(nodes).map(({ name }) => name);
      expect(order.toSorted()).toEqual(nodes.map(({ name }) => name).toSorted());
      const group = new Map(cyclicGroups(nodes).flatMap((members) => members.map((name) => [name, members])));
      for (const { name, after } of nodes) {
        for (const dependency of after.filter(
          (one) => group.has(one) && group.get(one) !== group.get(name),
        )) {
          expect(order.indexOf(dependency)).toBeLessThan(order.indexOf(name));
        }
      }
    }),
  );
});

test("the order of the input does not matter", () => {
  const shuffled = graphs.chain((nodes) =>
    fc.tuple(fc.constant(nodes), fc.shuffledSubarray(nodes, { minLength: nodes.length })),
  );
  fc.assert(
    fc.property(shuffled, ([nodes, other]) => {
      expect(totalOrder(other).map(({ name }) => name)).toEqual(totalOrder(nodes).map(({ name }) => name));
    }),
  );
});

test("two packages are in one group exactly when each can be reached from the other", () => {
  fc.assert(
    fc.property(graphs, (nodes) => {
      const group = new Map(cyclicGroups(nodes).flatMap((members) => members.map((name) => [name, members])));
      for (const { name: one } of nodes) {
        for (const { name: other } of nodes) {
          const both = one === other || (reaches(nodes, one, other) && reaches(nodes, other, one));
          expect(group.get(one) === group.get(other)).toBe(both);
        }
      }
    }),
    { numRuns: 50 },
  );
});

function reaches(
  nodes: readonly { name: string; after: readonly string[] }[],
  from: string,
  to: string,
): boolean {
  const after = new Map(nodes.map((node) => [node.name, node.after]));
  const seen = new Set(after.get(from));
  for (const name of seen) for (const next of after.get(name) ?? []) seen.add(next);
  return seen.has(to);
}
