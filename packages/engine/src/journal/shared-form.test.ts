import { expect, test } from "@jest/globals";
import type { JournalEntry } from "./entry.ts";
import { newsFrom } from "./shared-form.ts";

const reached = (state: "PACKED" | "COMMITTED", at?: number): JournalEntry => {
  return { kind: "reached", state, ...(at === undefined ? {} : { at }) };
};

test("what both the remote and the journal say is no news, whenever each was told", () => {
  const local = [reached("PACKED"), reached("COMMITTED", 2)];
  expect(newsFrom([reached("PACKED", 1), reached("COMMITTED", 1)], local)).toEqual([]);
});

test("news keep the time at which they were noted elsewhere", () => {
  expect(newsFrom([reached("COMMITTED", 7)], [reached("PACKED", 1)])).toEqual([reached("COMMITTED", 7)]);
});
