import { FAULTS } from "./faults.ts";
import { numberedTests, type NumberedTest } from "./test-names.ts";

/** A test file: its path from the repository's root, and its text. */
export type TestFile = readonly [path: string, text: string];

const HEAD = `# Faults

What a release may meet, what must come of it, and the tests that show it. \`npm run docs\` writes this page
from the names of the tests, and \`npm run lint\` fails when it is not what they say, or when a fault has no test.

| | fault | what must come of it | tests |
| --- | --- | --- | --- |
`;

/** The page of all faults, each with the tests that bear its number. */
export function faultTable(files: readonly TestFile[]): string {
  const tests = files.flatMap(([path, text]) => numberedTests(path, text));
  const rows = FAULTS.map(({ id, fault, outcome }) => {
    const links = tests.filter(({ numbers }) => numbers.includes(id)).map(linkTo);
    return `| ${id} | ${fault} | ${outcome} | ${[...new Set(links)].join("<br>")} |\n`;
  });
  return HEAD + rows.join("");
}

/** The faults for which there is no test. */
export function untested(files: readonly TestFile[]): readonly string[] {
  const numbers = new Set(
    files.flatMap(([path, text]) => numberedTests(path, text)).flatMap((test) => test.numbers),
  );
  return FAULTS.map(({ id }) => id).filter((id) => !numbers.has(id));
}

function linkTo({ path, says }: NumberedTest): string {
  // What a row of `test.each` puts in is in its file.
  const name = says.replaceAll(/%[a-z]/g, "…").replaceAll(/[[\]|<>\\]/g, String.raw`\$&`);
  return `[${name}](../${path})`;
}
