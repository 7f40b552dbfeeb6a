import type { Ordered } from "../scheduling/order.ts";
import { byName } from "./needs.ts";

/**
 * The strongly connected groups of a graph: nodes that can all reach each other, each group by name. A node on no
 * cycle is a group of its own. Names in `after` that are no node here do not count.
 *
 * Tarjan's algorithm with a stack of its own, so that a chain of any length fits.
 */
export function cyclicGroups(nodes: readonly Ordered[]): readonly (readonly string[])[] {
  const search = new Search(nodes);
  for (const { name } of nodes) search.from(name);
  return search.groups;
}

interface Visit {
  readonly name: string;
  readonly rest: string[];
}

class Search {
  readonly groups: string[][] = [];
  readonly #after: ReadonlyMap<string, readonly string[]>;
  readonly #index = new Map<string, number>();
  readonly #lowest = new Map<string, number>();
  readonly #open: string[] = [];
  readonly #closed = new Set<string>();

  constructor(nodes: readonly Ordered[]) {
    this.#after = new Map(nodes.map(({ name, after }) => [name, after]));
  }

  from(start: string): void {
    if (this.#index.has(start)) return;
    const path: Visit[] = [this.#enter(start)];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const next = visit.rest.pop();
      if (next === undefined) {
        path.pop();
        this.#leave(visit.name, path.at(-1)?.name);
      } else if (!this.#index.has(next)) path.push(this.#enter(next));
      else if (!this.#closed.has(next)) this.#lower(visit.name, this.#index.get(next) ?? 0);
    }
  }

  #enter(name: string): Visit {
    this.#lowest.set(name, this.#index.size);
    this.#index.set(name, this.#index.size);
    this.#open.push(name);
    return {
      name,
      rest: (this.#after.get(name) ?? []).filter((dependency) => this.#after.has(dependency)),
    };
  }

  #leave(name: string, parent: string | undefined): void {
    const lowest = this.#lowest.get(name) ?? 0;
    if (parent !== undefined) this.#lower(parent, lowest);
    if (lowest !== this.#index.get(name)) return;
    const group = this.#open.splice(this.#open.lastIndexOf(name));
    for (const member of group) this.#closed.add(member);
    this.groups.push(group.toSorted(byName));
  }

  #lower(name: string, to: number): void {
    this.#lowest.set(name, Math.min(this.#lowest.get(name) ?? to, to));
  }
}
