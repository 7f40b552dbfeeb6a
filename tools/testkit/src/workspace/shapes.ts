import type { Random } from "./random.ts";

/**
 * `chain`: each needs the one before. `wide`: a few bases, and all the others on top of them. `layered`: as large
 * monorepos look, about 1.5 log2(n) layers deep. `random`: anything that has no cycle.
 */
export type Shape = "layered" | "chain" | "wide" | "random";

/** For each of `count` packages the earlier ones, by index, that it depends on. */
export function edgesOf(shape: Shape, count: number, random: Random): number[][] {
  return Array.from({ length: count }, (_, index) => EDGES[shape](index, count, random));
}

const EDGES: Readonly<Record<Shape, (index: number, count: number, random: Random) => number[]>> = {
  chain: (index) => (index === 0 ? [] : [index - 1]),
  wide(index, count, random) {
    const bases = Math.max(1, Math.round(count * 0.05));
    return index < bases ? [] : picks(random, bases, { least: 1, most: 3 });
  },
  random: (index, _, random) => (index === 0 ? [] : picks(random, index, { least: 0, most: 5 })),
  layered(index, count, random) {
    const layers = Math.max(2, Math.round(1.5 * Math.log2(Math.max(2, count))));
    const startOf = (layer: number): number => Math.ceil((layer * count) / layers);
    const layer = Math.floor((index * layers) / count);
    const start = startOf(layer);
    if (start === 0) return [];
    // One from the layer directly below, so that the chain through all layers is there.
    const below = random.whole(startOf(layer - 1), start - 1);
    return [...new Set([below, ...picks(random, start, { least: 2, most: 6 })])];
  },
};

/** Some of the indexes below `end`, each once. */
function picks(
  random: Random,
  end: number,
  some: { readonly least: number; readonly most: number },
): number[] {
  const picked = Array.from({ length: random.whole(some.least, some.most) }, () => random.whole(0, end - 1));
  return [...new Set(picked)].toSorted((a, b) => a - b);
}
