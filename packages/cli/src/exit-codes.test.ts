import { expect, test } from "@jest/globals";
import { exitCodeOf } from "./exit-codes.ts";

test("an exit code says what is left of a release", () => {
  expect(exitCodeOf("done", "forward")).toBe(0);
  expect(exitCodeOf("nothing-to-do", "forward")).toBe(0);
  expect(exitCodeOf("rolled-back", "forward")).toBe(1);
  expect(exitCodeOf("refused", "forward")).toBe(2);
  expect(exitCodeOf("unfinished", "forward")).toBe(3);
});

test("a rollback that was asked for and came about is a success", () => {
  expect(exitCodeOf("rolled-back", "back")).toBe(0);
  expect(exitCodeOf("unfinished", "back")).toBe(3);
});
