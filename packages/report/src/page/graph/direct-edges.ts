import { inDependencyOrder, type Ordered } from "@convoy/core";

/** The nodes with only those edges that no longer way between the same two nodes implies; unknown names are left out. */
export function directEdges(nodes: readonly Ordered[]): readonly Ordered[] {
  const before = new Map<string, ReadonlySet<string>>();
  const direct = new Map<string, readonly string[]>();
  for (const { name, after } of inDependencyOrder(nodes)) {
    const known = [...new Set(after)].filter((other) => before.has(other));
    const implied = new Set(known.flatMap((other) => [...(before.get(other) ?? [])]));
    direct.set(
      name,
      known.filter((other) => !implied.has(other)),
    );
    before.set(name, new Set([...known, ...implied]));
  }
  return nodes.map(({ name }) => ({ name, after: direct.get(name) ?? [] }));
}
