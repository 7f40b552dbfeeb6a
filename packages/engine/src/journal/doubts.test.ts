import { expect, test } from "@jest/globals";
import { Doubts } from "./doubts.ts";
import type { Effect, JournalEntry } from "./entry.ts";

const STAGE = { act: "stage", name: "codec" } as const;
const PROMOTE = { act: "promote", name: "codec" } as const;

const begun = (effect: Effect): JournalEntry => ({ kind: "begun", effect });
const settled = (
  effect: Effect,
  outcome: "ok" | "absent" | "unknown",
  more: { readonly accepted?: true } = {},
): JournalEntry => ({ kind: "settled", effect, outcome, ...more });

function after(...entries: readonly JournalEntry[]): Doubts["open"] {
  const doubts = new Doubts();
  for (const entry of entries) doubts.apply(entry);
  return doubts.open;
}

test("what has begun is in doubt until it was seen, or cannot have landed", () => {
  expect(after(begun(STAGE))).toEqual([{ effect: STAGE, acknowledged: false }]);
  expect(after(begun(STAGE), settled(STAGE, "unknown"))).toHaveLength(1);
  expect(after(begun(STAGE), settled(STAGE, "ok"))).toEqual([]);
  expect(after(begun(STAGE), settled(STAGE, "absent"))).toEqual([]);
});

test("an acknowledgement is that of its effect: what was staged may still be copied, or not", () => {
  const acknowledged = [begun(STAGE), settled(STAGE, "ok", { accepted: true })];
  expect(after(...acknowledged)).toEqual([{ effect: STAGE, acknowledged: true }]);
  expect(after(...acknowledged, settled(STAGE, "ok"), begun(PROMOTE))).toEqual([
    { effect: PROMOTE, acknowledged: false },
  ]);
});

test("F2: what the way back has begun with was waited for: a recovery that dies then does not wait again", () => {
  expect(after(begun(PROMOTE), begun({ act: "withdraw", name: "app" }))).toEqual([]);
  expect(after(begun(PROMOTE), begun({ act: "retract" }))).toEqual([]);
});
