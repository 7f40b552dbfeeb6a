import { expect, test } from "@jest/globals";
import { blank } from "./blank.ts";

// A dot stands for a character that was blanked.
test.each([
  ['a("b") // c', 'a(".") .. .'],
  ["a /* b\n c */ d", "a .. .\n . .. d"],
  ["'it\\'s' + b", "'.....' + b"],
  ["a / 2 / b", "a / 2 / b"],
  ["x = /a['\"`]/g + b", "x = /.......g + b"],
  ["`a ${b({ c: `d ${e}` })} f` + g", "`. .{b({ c: `. .{e}` })} .` + g"],
  ["`don't ${'}'} \\` x` + y", "`..... .{'.'} .. .` + y"],
  ["{ `a` } b", "{ `.` } b"],
])("%j is blanked to %j", (text, code) => {
  expect(dotted(text, blank(text).code)).toBe(code);
});

test("without comments, everything else stays", () => {
  expect(blank('import "a"; // "b"').uncommented).toBe('import "a";       ');
});

function dotted(text: string, code: string): string {
  return code.replaceAll(/ /g, (space, at: number) => (text[at] === space ? space : "."));
}
