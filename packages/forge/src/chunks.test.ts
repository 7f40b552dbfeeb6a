import { expect, test } from "@jest/globals";
import { chunksOf } from "./chunks.ts";

const sizes = (items: readonly number[], most: number, largest: number): readonly (readonly number[])[] =>
  chunksOf(items, { most, largest }, (size) => size);

test("items keep their order, in as few chunks as both limits allow", () => {
  expect(sizes([1, 2, 3, 4], 3, 100)).toEqual([[1, 2, 3], [4]]);
  expect(sizes([4, 4, 4, 9, 1], 10, 10)).toEqual([[4, 4], [4], [9, 1]]);
});

test("an item that is too large alone stands alone, and no items are one chunk of none", () => {
  expect(sizes([1, 50, 1], 10, 10)).toEqual([[1], [50], [1]]);
  expect(sizes([], 10, 10)).toEqual([[]]);
});
