import type { Random } from "./random.ts";

/**
 * `chain`: each needs the one before. `wide`: a few bases, and all the others on top of them. `layered`: as large
 * monorepos look, about 1.5 log2(n) layers deep. `random`: anything that has no cycle.
 */
export type Shape = "layered" | "chain" | "wide" | "random";

/** For each of `count` packages the earlier ones, by index, that it depends on. */
export function edgesOf(shape: Shape, count: number, random: Random): number[][] {
  const layers = Math.max(2, Math.round(1.5 * Math.log2(Math.max(2, count))));
  const startOf = (layer: number): number => Math.ceil((layer * count) / layers);
  const bases = Math.max(1, Math.round(count * 0.05));
  return Array.from({ length: count }, (_, index) => {
    switch (shape) {
      case "chain":
        return index === 0 ? [] : [index - 1];
      case "wide":
        return index < bases ? [] : several(random, 1, 3, bases);
      case "random":
        return several(random, 0, 5, index);
      case "layered": {
        const layer = Math.floor((index * layers) / count);
        const start = startOf(layer);
        if (start === 0) return [];
        // One from the layer directly below, so that the chain through all layers is there.
        return [
          ...new Set([
            random.whole(startOf(layer - 1), start - 1),
            ...several(random, 2, 6, start),
          ]),
        ];
      }
    }
  });
}

/** From `least` to `most` picks among the indexes below `end`, each once. */
function several(random: Random, least: number, most: number, end: number): number[] {
  if (end === 0) return [];
  const picks = Array.from({ length: random.whole(least, most) }, () => random.whole(0, end - 1));
  return [...new Set(picks)].toSorted((a, b) => a - b);
}
