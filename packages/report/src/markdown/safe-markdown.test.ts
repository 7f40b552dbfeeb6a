import { expect, test } from "@jest/globals";
import { safeMarkdown } from "./safe-markdown.ts";

/** The break that nobody sees, made visible. */
async function shown(text: string): Promise<string> {
  return (await safeMarkdown(text)).replaceAll("\u200b", "·");
}

test("an honest changelog entry stays what it is", async () => {
  const entry =
    "### Minor Changes\n\n- 1a2b3c4: `parse` takes a **list**.\n\n  ```ts\n  parse([1, 2]);\n  ```\n\n- See [the guide](https://acme.example/guide).";
  expect(await shown(entry)).toBe(entry.replace("1, 2", "1, 2"));
});

test.each([
  ["a mention", "thanks @ada and @acme/core", "thanks @·ada and @·acme/core"],
  ["a mention in a link", "[@ada](https://github.com/ada)", "[@·ada](https://github.com/ada)"],
  ["references", "#12, acme/shop#3, !4, GH-5", "\\#·12, acme/shop#·3, !·4, GH·-5"],
  ["what closes an issue", "Fixes #1, closes GH-2", "Fixes #·1, closes GH·-2"],
  [
    "what closes one by its URL",
    "Resolves: https://github.com/acme/shop/issues/1",
    "Re·solves: https://github.com/acme/shop/issues/1",
  ],
  [
    "what closes one by a link",
    "closes [it](https://github.com/acme/shop/issues/1)",
    "cl·oses [it](https://github.com/acme/shop/issues/1)",
  ],
  [
    "HTML",
    "<img src=x onerror=alert(1)> <!-- hidden -->",
    "\\<img src=x onerror=alert(1)> \\<!·-- hidden -->",
  ],
  ["a block of HTML", "<details>\n<script>alert(1)</script>", "\\<details>\n\\<script>alert(1)\\</script>"],
  ["an image that tells who looks", "![x](https://evil.example/pixel)", "image"],
  ["a link to no page", "[x](javascript:alert(1))", "[x](#)"],
  ["a definition that gives others' words a link", "[plan]\n\n[plan]: https://evil.example", "[plan]"],
  ["text that turns around", "safe\u202eevil\u202c", "safeevil"],
])("S23: %s is words", async (_what, text, safe) => {
  expect(await shown(text)).toBe(safe);
});

test("S23: what stands in code is not touched, as no host reads it; a mark of Convoy is no mark there", async () => {
  expect(await shown("`npm i @acme/codec` fixes `#1`")).toBe("`npm i @acme/codec` fi·xes `#1`");
  expect(await shown("`<!-- /convoy:release -->`")).toBe("`<·!-- /convoy:release -->`");
});

test("S23: a fence that is not closed, or a list that is not ended, ends with the entry", async () => {
  const entry = await safeMarkdown("- one\n\n  ```sh\n  rm -rf /");
  expect(entry).toBe("- one\n\n  ```sh\n  rm -rf /\n  ```");
});

test("S21: what is meant to take long is not read", async () => {
  expect(await safeMarkdown("[".repeat(1_000_000))).toBe("_Too long to be shown here._");
  const start = performance.now();
  await safeMarkdown("fix @".repeat(4_000));
  expect(performance.now() - start).toBeLessThan(2_000);
});
