import { PassThrough } from "node:stream";
import { expect, test } from "@jest/globals";
import { colourful, refuseProblems } from "./answer.ts";
import type { Host } from "./host.ts";

test("all problems are in one refusal, with one hint a kind of problem", () => {
  const problem = (name: string): { code: string; message: string; hint: string } => ({
    code: "PLAN_TAG_MOVES_BACK",
    message: `${name} would take latest back`,
    hint: `Set a tag in packages/${name}.`,
  });
  const cycle = { code: "PLAN_CYCLE", message: "a → b → a", hint: "Take one out." };
  expect(() => refuseProblems([problem("a"), problem("b"), cycle])).toThrow(
    expect.objectContaining({
      code: "PLAN_TAG_MOVES_BACK",
      message: "a would take latest back\nb would take latest back\na → b → a",
      hint: "Set a tag in packages/a.\nTake one out.",
    }),
  );
});

test("no problem is no refusal", () => {
  expect(() => refuseProblems([])).not.toThrow();
});

test("colour is for a terminal, and the conventions of NO_COLOR and FORCE_COLOR win", () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  const with_ = (env: Host["env"], stream: Host["stdout"] = terminal): boolean =>
    colourful({ env } as Host, stream);
  expect(with_({})).toBe(true);
  expect(with_({ NO_COLOR: "1" })).toBe(false);
  expect(with_({ TERM: "dumb" })).toBe(false);
  expect(with_({}, new PassThrough())).toBe(false);
  expect(with_({ FORCE_COLOR: "1" }, new PassThrough())).toBe(true);
});
