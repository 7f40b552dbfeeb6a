import { expect, test } from "@jest/globals";
import { OPENING } from "./opening.fixture.ts";
import { ReleaseRecord } from "./record.ts";
import { newestFirst } from "./records.ts";

test("of two releases that began within one second the later one is the newer, whatever their ids", () => {
  const first = new ReleaseRecord({ ...OPENING, id: "20260131-174500-ffff", startedAt: 100 });
  const second = new ReleaseRecord({ ...OPENING, id: "20260131-174500-0000", startedAt: 900 });
  expect([first, second].toSorted(newestFirst)).toEqual([second, first]);
});
