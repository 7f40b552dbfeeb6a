/** A node of a dependency graph: it comes after the nodes that it names. */
export interface Ordered {
  readonly name: string;
  readonly after: readonly string[];
}

/**
 * The nodes, dependencies first, ties in the order given. Names in `after` that are no node here do not count.
 * Nodes on a cycle are left out, with all that come after them: ask `findCycle` first.
 */
export function inDependencyOrder<T extends Ordered>(nodes: readonly T[]): readonly T[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const dependents = dependentsOf(nodes);
  const missing = new Map(nodes.map(({ name, after }) => [name, countKnown(after, byName)]));
  const ordered = nodes.filter(({ name }) => missing.get(name) === 0);
  for (const { name } of ordered) {
    for (const dependent of dependents.get(name) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1;
      missing.set(dependent, left);
      const node = byName.get(dependent);
      if (left === 0 && node) ordered.push(node);
    }
  }
  return ordered;
}

/** The same nodes with every edge turned around: dependents first. */
export function reversed(nodes: readonly Ordered[]): readonly Ordered[] {
  const dependents = dependentsOf(nodes);
  return nodes.map(({ name }) => ({ name, after: dependents.get(name) ?? [] })).toReversed();
}

/** The names that directly come after each name. */
export function dependentsOf(nodes: readonly Ordered[]): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>(nodes.map(({ name }) => [name, []]));
  for (const { name, after } of nodes) {
    for (const dependency of new Set(after)) dependents.get(dependency)?.push(name);
  }
  return dependents;
}

/** For each name the number of nodes on the longest chain that ends, or with `reversed` starts, at it. */
export function chainLengths(nodes: readonly Ordered[]): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const { name, after } of inDependencyOrder(nodes)) {
    let longest = 0;
    for (const dependency of after) longest = Math.max(longest, lengths.get(dependency) ?? 0);
    lengths.set(name, longest + 1);
  }
  return lengths;
}

/** A cycle as its names in order, the first one again at the end; undefined where there is none. */
export function findCycle(nodes: readonly Ordered[]): readonly string[] | undefined {
  const placed = new Set(inDependencyOrder(nodes).map(({ name }) => name));
  const stuck = new Map(nodes.filter(({ name }) => !placed.has(name)).map((node) => [node.name, node]));
  const [start] = stuck.keys();
  if (start === undefined) return undefined;
  // Every stuck node comes after another stuck one, so walking back from any of them meets a name twice.
  const path: string[] = [];
  for (let name: string | undefined = start; name !== undefined;) {
    const seenAt: number = path.indexOf(name);
    if (seenAt >= 0) return [...path.slice(seenAt), name];
    path.push(name);
    name = stuck.get(name)?.after.find((dependency) => stuck.has(dependency));
  }
  return undefined;
}

function countKnown(after: readonly string[], byName: ReadonlyMap<string, unknown>): number {
  return new Set(after.filter((name) => byName.has(name))).size;
}
