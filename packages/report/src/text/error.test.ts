import { expect, test } from "@jest/globals";
import { errorLine, errorText } from "./error.ts";

test("an error says its code, the thing at fault and the next command", () => {
  const error = {
    code: "PLAN_CYCLE",
    message: "The packages wait for each other:\n@acme/a needs @acme/b\n@acme/b needs @acme/a",
    hint: "Remove one of the dependencies, then run `convoy plan`.",
  };
  expect(errorText(error)).toMatchInlineSnapshot(`
    "PLAN_CYCLE: The packages wait for each other:
      @acme/a needs @acme/b
      @acme/b needs @acme/a
      Remove one of the dependencies, then run \`convoy plan\`."
  `);
});

test("the line of a message that looks like a workflow command is disarmed, and its colours removed", () => {
  const text = errorText({ code: "BUILD_FAILED", message: "it said\n::set-output name=a::b\n\u001b[31mred" });
  expect(text).toBe("BUILD_FAILED: it said\n  : :set-output name=a::b\n  red");
});

test("colour codes come only when asked for", () => {
  const error = { code: "A", message: "b", hint: "c" };
  expect(errorText(error)).not.toContain("\u001b");
  expect(errorText(error, { colour: true })).toContain("\u001b[31mA\u001b[39m: b");
});

test("one line of a long message is enough where the whole of it comes later", () => {
  expect(errorLine({ code: "BUILD_FAILED", message: "`nx` exited with 1:\na\nb", hint: "c" })).toBe(
    "BUILD_FAILED: `nx` exited with 1: …",
  );
});
