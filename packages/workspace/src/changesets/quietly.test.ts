import { expect, test } from "@jest/globals";
import { quietly } from "./quietly.ts";

test("what is printed on the way is handed over, each line once, and the console is given back", () => {
  const { error } = console;
  const { result, said } = quietly(() => {
    console.error("\u001B[31mred\u001B[0m", 1);
    console.error("red 1");
    return 7;
  });
  expect({ result, said }).toEqual({ result: 7, said: ["red 1"] });
  expect(() =>
    quietly(() => {
      throw new Error("broken");
    }),
  ).toThrow("broken");
  expect(console.error).toBe(error);
});
