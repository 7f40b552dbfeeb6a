import { expect, test } from "@jest/globals";
import { directEdges } from "./direct-edges.ts";
import { layOut } from "./layout.ts";

const MEASURES = { width: 320, boxWidth: 100, boxHeight: 20, gap: 10, rowGap: 5, layerGap: 30 };

const nodes = [
  { name: "codec", after: [] },
  { name: "log", after: [] },
  { name: "http", after: ["codec"] },
  { name: "app", after: ["http", "log", "elsewhere"] },
];

test("a box stands beneath all that it waits for", () => {
  const { places } = layOut(nodes, MEASURES);
  const y = (name: string): number => places.get(name)?.y ?? -1;
  expect([y("codec"), y("log"), y("http"), y("app")]).toEqual([0, 0, 50, 100]);
});

test("a layer that is too wide is broken into rows, and no two boxes touch", () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ name: `p${index}`, after: [] }));
  const { places, height } = layOut(many, MEASURES);
  expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(7);
  expect(height).toBe(70);
});

test("boxes stand under their neighbours, so that lines need not cross", () => {
  const crossed = [
    { name: "a", after: [] },
    { name: "b", after: [] },
    { name: "under-b", after: ["b"] },
    { name: "under-a", after: ["a"] },
  ];
  const { places } = layOut(crossed, MEASURES);
  expect(places.get("under-a")?.x).toBe(places.get("a")?.x);
});

test("an edge that a longer way implies is left out", () => {
  const triangle = [
    { name: "codec", after: [] },
    { name: "http", after: ["codec"] },
    { name: "app", after: ["codec", "http"] },
  ];
  expect(directEdges(triangle).map(({ after }) => after)).toEqual([[], ["codec"], ["http"]]);
});
