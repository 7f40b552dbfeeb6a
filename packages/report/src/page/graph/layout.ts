import { chainLengths, type Ordered } from "@convoy/core";

/** How large the boxes of a graph are, and how far apart. */
export interface Measures {
  /** As wide as the picture may be. */
  readonly width: number;
  readonly boxWidth: number;
  readonly boxHeight: number;
  readonly gap: number;
  readonly rowGap: number;
  readonly layerGap: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  /** The upper left corner of each box. */
  readonly places: ReadonlyMap<string, Place>;
  readonly width: number;
  readonly height: number;
}

/**
 * Layers from top to bottom: a box is beneath all that it comes after, and close to them as far as that goes. A layer
 * that is wider than the picture is broken into rows, column by column, so that neighbours stay neighbours.
 */
export function layOut(nodes: readonly Ordered[], measures: Measures): GraphLayout {
  const { boxWidth, boxHeight, gap, rowGap, layerGap } = measures;
  const layers = untangled(layersOf(nodes), nodes);
  const fitting = Math.max(1, Math.floor((measures.width + gap) / (boxWidth + gap)));
  const most = Math.min(fitting, Math.max(1, ...layers.map(({ length }) => length)));
  const width = most * (boxWidth + gap) - gap;
  const places = new Map<string, Place>();
  let top = 0;
  for (const layer of layers) {
    const rows = Math.ceil(layer.length / most);
    const columns = Math.ceil(layer.length / rows);
    const left = (width - columns * (boxWidth + gap) + gap) / 2;
    layer.forEach((name, at) => {
      const x = left + Math.floor(at / rows) * (boxWidth + gap);
      places.set(name, { x, y: top + (at % rows) * (boxHeight + rowGap) });
    });
    top += rows * (boxHeight + rowGap) - rowGap + layerGap;
  }
  return { places, width, height: Math.max(0, top - layerGap) };
}

type Layers = readonly (readonly string[])[];

function layersOf(nodes: readonly Ordered[]): Layers {
  const lengths = chainLengths(nodes);
  const layers: string[][] = [];
  for (const { name } of nodes) (layers[(lengths.get(name) ?? 1) - 1] ??= []).push(name);
  return layers.filter((layer) => layer !== undefined);
}

/** Each layer in the order of the middle of its neighbours in the layers above, then beneath, then above again. */
function untangled(layers: Layers, nodes: readonly Ordered[]): Layers {
  const above = new Map(nodes.map(({ name, after }) => [name, after]));
  const beneath = new Map<string, string[]>(nodes.map(({ name }) => [name, []]));
  for (const { name, after } of nodes) for (const other of after) beneath.get(other)?.push(name);
  const down = sorted(layers, above);
  const up = sorted(down.toReversed(), beneath).toReversed();
  return sorted(up, above);
}

function sorted(layers: Layers, neighbours: ReadonlyMap<string, readonly string[]>): Layers {
  // Where a box stands in its layer, from 0 to 1.
  const across = new Map(
    layers.flatMap((layer) => layer.map((name, at) => [name, (at + 0.5) / layer.length] as const)),
  );
  return layers.map((layer) => {
    const middle = new Map(
      layer.map((name) => {
        const there = (neighbours.get(name) ?? []).flatMap((other) => across.get(other) ?? []);
        const sum = there.reduce((total, each) => total + each, 0);
        return [name, there.length === 0 ? (across.get(name) ?? 0) : sum / there.length];
      }),
    );
    const ordered = layer.toSorted((one, other) => (middle.get(one) ?? 0) - (middle.get(other) ?? 0));
    ordered.forEach((name, at) => across.set(name, (at + 0.5) / layer.length));
    return ordered;
  });
}
