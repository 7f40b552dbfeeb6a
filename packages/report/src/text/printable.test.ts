import { expect, test } from "@jest/globals";
import { printable } from "./printable.ts";

test("S24: a text keeps its lines and columns, and loses what moves or hides", () => {
  expect(printable("  a\u001b[2J   b\n\u202ec\u200bd\u0007\r\n\u009b1mtail")).toBe("  a   b\ncd\ntail");
});

test("S24: text of many lines keeps them and their indentation, and nothing that a terminal or a runner obeys", () => {
  const text = "one\n\n\tif (x)\u001b[2J\r\n  ::error::two\n\u202e##[set-env name=x]y";
  expect(printable(text)).toBe("one\n\n  if (x)\n  : :error::two\n# #[set-env name=x]y");
});

test("S24: colour stays where it is ours to give, and nowhere else", () => {
  const red = "\u001b[31mred\u001b[39m  \u001b[2Jx";
  expect(printable(red, { colour: true })).toBe("\u001b[31mred\u001b[39m  x");
  expect(printable(red)).toBe("red  x");
});

test.each([
  ["::set-output name=a::b", ": :set-output name=a::b"],
  ["   ::error::x", "   : :error::x"],
  ["\u001b[1m::error::x", "\u001b[1m: :error::x"],
  ["ok ##[group]x", "ok # #[group]x"],
  ["a :: b", "a :: b"],
])("S23: no line of %j is a command to a runner", (text, safe) => {
  expect(printable(text, { colour: true })).toBe(safe);
});
