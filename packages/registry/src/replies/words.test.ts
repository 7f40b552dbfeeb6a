import { expect, test } from "@jest/globals";
import { wordsOf } from "./words.ts";

test("S10 S13 secrets and passwords in URLs do not show", () => {
  expect(wordsOf("bad t0ken at https://me:pw@host/x and again t0ken", ["t0ken"])).toBe(
    "bad *** at https://***@host/x and again ***",
  );
});

test("S24 a text is one line without anything invisible", () => {
  expect(wordsOf("\u001b[31mred\u001b[0m\r\nnext\u202egnp.exe\u0000")).toBe("[31mred [0m next gnp.exe");
});

test("S21 a text of any length is cut, quickly", () => {
  const started = performance.now();
  expect(wordsOf("://".repeat(400_000)).length).toBeLessThan(320);
  expect(performance.now() - started).toBeLessThan(100);
});
