import { expect, test } from "@jest/globals";
import { ReadySet } from "./ready-set.ts";

const DIAMOND = [
  { name: "codec", after: [] },
  { name: "http", after: ["codec"] },
  { name: "log", after: ["codec"] },
  { name: "app", after: ["http", "log"] },
];

function takeAll(ready: ReadySet): string[] {
  const taken: string[] = [];
  for (let name = ready.take(); name !== undefined; name = ready.take()) taken.push(name);
  return taken;
}

test("a dependent is free when all that it comes after is visible", () => {
  const ready = new ReadySet(DIAMOND);
  expect(takeAll(ready)).toEqual(["codec"]);
  ready.settle("codec");
  expect(takeAll(ready)).toEqual(["http", "log"]);
  ready.settle("http");
  expect(takeAll(ready)).toEqual([]);
  ready.settle("log");
  expect(takeAll(ready)).toEqual(["app"]);
  ready.settle("app");
  expect(ready.finished).toBe(true);
});

test("of the free packages that with the longest chain behind it goes first", () => {
  const ready = new ReadySet([
    { name: "alone", after: [] },
    { name: "base", after: [] },
    { name: "top", after: ["base"] },
  ]);
  expect(takeAll(ready)).toEqual(["base", "alone"]);
});

test("a failed package blocks all that needs it, each once", () => {
  const ready = new ReadySet(DIAMOND);
  takeAll(ready);
  expect(ready.block("codec").toSorted()).toEqual(["app", "http", "log"]);
  expect(ready.finished).toBe(true);
});

test("a package that needs a failed one through another path stays blocked when that path settles", () => {
  const ready = new ReadySet(DIAMOND);
  takeAll(ready);
  ready.settle("codec");
  takeAll(ready);
  expect(ready.block("http")).toEqual(["app"]);
  ready.settle("log");
  expect(takeAll(ready)).toEqual([]);
  expect(ready.finished).toBe(true);
});

test("a name that is no node does not hold anything back", () => {
  expect(takeAll(new ReadySet([{ name: "http", after: ["left-pad"] }]))).toEqual(["http"]);
});
