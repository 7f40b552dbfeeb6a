import { dependentsOf, type Ordered } from "../scheduling/order.ts";
import { byName } from "./needs.ts";
import { cyclicGroups } from "./cyclic-groups.ts";

/**
 * All nodes, dependencies before dependents, of those that may come next the first by name: the same answer for any
 * order of the input. The nodes of a cycle, which has no such order, stand together by name, and what they depend on
 * still comes before them and what depends on them after. Names in `after` that are no node here do not count.
 */
export function totalOrder<T extends Ordered>(nodes: readonly T[]): readonly T[] {
  const byNameOf = new Map(nodes.map((node) => [node.name, node]));
  return groupOrder(cyclicGroups(nodes), nodes)
    .flat()
    .flatMap((name) => byNameOf.get(name) ?? []);
}

/** The groups as nodes of a graph without cycles, named by their first member, in their order. */
function groupOrder(
  groups: readonly (readonly string[])[],
  nodes: readonly Ordered[],
): readonly (readonly string[])[] {
  const leaders = new Map(groups.flatMap((group) => group.map((name) => [name, group[0] ?? ""] as const)));
  const members = new Map(groups.map((group) => [group[0] ?? "", group]));
  const after = new Map(groups.map((group) => [group[0] ?? "", new Set<string>()]));
  for (const node of nodes) {
    const leader = leaders.get(node.name) ?? "";
    for (const dependency of node.after) {
      const other = leaders.get(dependency);
      if (other !== undefined && other !== leader) after.get(leader)?.add(other);
    }
  }
  const ordered = firstByName([...after].map(([name, names]) => ({ name, after: [...names] })));
  return ordered.map((leader) => members.get(leader) ?? []);
}

function firstByName(nodes: readonly Ordered[]): readonly string[] {
  const dependents = dependentsOf(nodes);
  const missing = new Map(nodes.map(({ name, after }) => [name, after.length]));
  // The last one is the next one: taking it costs nothing.
  const free = nodes
    .flatMap(({ name, after }) => (after.length === 0 ? [name] : []))
    .toSorted((a, b) => byName(b, a));
  const ordered: string[] = [];
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    ordered.push(name);
    for (const dependent of dependents.get(name) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1;
      missing.set(dependent, left);
      if (left === 0) insert(free, dependent);
    }
  }
  return ordered;
}

/** Into a list that is sorted from the last name to the first. */
function insert(sorted: string[], name: string): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byName(sorted[middle] ?? "", name) > 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, name);
}
