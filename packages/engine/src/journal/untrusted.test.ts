import { expect, test } from "@jest/globals";
import type { JournalEntry } from "./entry.ts";
import { encodeLine } from "./line.ts";
import { OPENING } from "./opening.fixture.ts";
import { believablePart } from "./untrusted.ts";

const turned: JournalEntry = { kind: "turned-back", error: { code: "X", message: "why" } };

test("what Convoy writes is read back", () => {
  const text = [OPENING, turned].map(encodeLine).join("");
  expect(believablePart(text)).toBe(text);
});

test.each([
  ["no plan", { ...OPENING, plan: undefined }],
  ["a ref that is an option", { ...OPENING, start: { ...OPENING.start, base: "--upload-pack=x" } }],
  ["a release that is a number", { ...OPENING, plan: { ...OPENING.plan, releases: [7] } }],
  ["a date beyond all dates", { ...OPENING, startedAt: 1e300 }],
  ["a time beyond all times", { ...turned, at: 1e300 }],
  ["a reason that is a number", { ...OPENING, plan: { ...OPENING.plan, releases: [{ because: [7] }] } }],
  ["an unknown kind", { kind: "surprise" }],
  ["no object", [] as object],
])("S34 an entry with %s ends what is believed", (_, entry) => {
  expect(believablePart([entry, turned].map(encodeLine).join(""))).toBe("");
});
