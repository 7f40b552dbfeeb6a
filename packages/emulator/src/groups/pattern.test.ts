import { expect, test } from "@jest/globals";
import { contains, matchOf, parsePattern, specificity, type Pattern } from "./pattern.ts";

function pattern(text: string): Pattern {
  const found = parsePattern(text);
  if (found === undefined) throw new Error(`no pattern: ${text}`);
  return found;
}

test.each(["/*", "/npm/*", "/npm/acme/*", "/npm//*", "/npm/acme/ui~", "/npm//react$", "/npm/acme~"])(
  "%s is a pattern",
  (text) => {
    expect(parsePattern(text)?.text).toBe(text);
  },
);

test.each(["", "npm", "/npm", "/npm/acme/ui", "/npm/acme/ui$x", "/npm/acme/x/y$", "//*"])(
  "%p is none",
  (text) => {
    expect(parsePattern(text)).toBeUndefined();
  },
);

test.each([
  ["/npm/acme/ui~", "acme", "ui", "STRONG"],
  ["/npm/acme/ui~", "acme", "ui-button", "STRONG"],
  ["/npm/acme/ui~", "acme", "uiButton", "STRONG"],
  ["/npm/acme/ui~", "acme", "uikit", undefined],
  ["/npm/acme/*", "other", "ui", undefined],
  ["/npm//react$", null, "react", "STRONG"],
  ["/npm//react$", null, "react-dom", undefined],
  ["/npm/acme/http-client$", "acme", "HTTP_client", "WEAK"],
  ["/npm/acme/*", "acm\u00e9", "ui", "WEAK"],
] as const)("%s and %s/%s are a match that is %s", (text, namespace, name, match) => {
  expect(matchOf(pattern(text), { format: "npm", namespace, name })).toBe(match);
});

test("the patterns around a pattern hold all of it, the nearest being the most specific", () => {
  const inner = pattern("/npm/acme/ui-button$");
  const around = ["/*", "/npm/acme/ui~", "/npm/*", "/npm/other/*", "/npm/acme/*"]
    .map(pattern)
    .filter((outer) => contains(outer, inner));
  expect(
    around.toSorted((one, other) => specificity(other) - specificity(one)).map(({ text }) => text),
  ).toEqual(["/npm/acme/ui~", "/npm/acme/*", "/npm/*", "/*"]);
});
