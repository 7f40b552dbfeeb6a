import { expect, test } from "@jest/globals";
import { paceAfter } from "./pace.ts";

test("the first writes go at once, and each later one a second after the one before it", async () => {
  const waited: number[] = [];
  const pace = paceAfter(2, async (ms) => void waited.push(ms)).key("any");
  const write = (): Promise<number> => pace.schedule({}, async () => waited.length);
  expect([await write(), await write()]).toEqual([0, 0]);
  expect(await Promise.all([write(), write(), write()])).toEqual([1, 2, 3]);
  expect(waited).toEqual([1000, 1000, 1000]);
});
