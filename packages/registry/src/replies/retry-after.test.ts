import { expect, test } from "@jest/globals";
import { waitAsked } from "./retry-after.ts";

const NOW = Date.parse("Thu, 01 Jan 2026 00:00:00 GMT");

test.each([
  ["7", undefined, 7000],
  [" 1.5 ", undefined, 1500],
  ["Thu, 01 Jan 2026 00:00:30 GMT", undefined, 30_000],
  ["Thu, 01 Jan 2026 00:00:30 GMT", "Thu, 01 Jan 2026 00:00:20 GMT", 10_000],
  ["Wed, 31 Dec 2025 00:00:00 GMT", undefined, 0],
  ["soon", undefined, undefined],
  ["-5 apples", undefined, undefined],
  ["", undefined, undefined],
  [undefined, undefined, undefined],
])("F10 Retry-After %p with Date %p asks for %p ms", (after, date, wait) => {
  expect(waitAsked(after, date, NOW)).toBe(wait);
});
