import { expect, test } from "@jest/globals";
import { changesHtml } from "./changes.ts";

test("an honest entry looks as it was meant", () => {
  expect(changesHtml("- `parse` takes a **list**; see [the guide](https://acme.example/guide).")).toBe(
    '<ul>\n<li><code>parse</code> takes a <strong>list</strong>; see <a href="https://acme.example/guide">the guide</a>.</li>\n</ul>',
  );
});

test.each([
  ["HTML", "<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>"],
  ["an image", "![x](https://evil.example/pixel)", '<p>!<a href="https://evil.example/pixel">x</a></p>'],
  ["a link to no page", "[x](javascript:alert(1))", '<p><a href="">x</a></p>'],
  ["text that turns around", "safe\u202eevil", "<p>safeevil</p>"],
])("S23: %s is words", (_what, text, safe) => {
  expect(changesHtml(text)).toBe(safe);
});

test("S21: what is meant to take long is not read", () => {
  expect(changesHtml("[".repeat(1_000_000))).toBe("<p>Too long to be shown here.</p>");
});
